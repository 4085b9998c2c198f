package fr.passerelle.gateway.backup;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How the backups stand.
 *
 * @param last the newest that can be read; null where there is none
 * @param failed when one failed that no good one has followed; null if none did
 * @param reason why it failed
 * @param every the time between two
 */
public record BackupStatus(@Nullable Backup last, @Nullable Instant failed, @Nullable String reason, Duration every) {
}

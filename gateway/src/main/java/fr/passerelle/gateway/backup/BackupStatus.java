package fr.passerelle.gateway.backup;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The state of the backups.
 *
 * @param last the newest that can be read; null without such a backup
 * @param failed when one failed, if no good one has followed; null if none failed
 * @param reason why it failed
 * @param every the time between two
 */
public record BackupStatus(@Nullable Backup last, @Nullable Instant failed, @Nullable String reason, Duration every) {
}

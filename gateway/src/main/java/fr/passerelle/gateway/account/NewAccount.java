package fr.passerelle.gateway.account;

import org.jspecify.annotations.Nullable;

/**
 * An account to be made.
 *
 * @param username by which it signs in
 * @param displayName what others read; empty: the username
 * @param email none or one
 * @param grant what it may do
 */
public record NewAccount(String username, String displayName, @Nullable String email, Grant grant) {
}

package io.blackroad.infra.cli.config;

import io.blackroad.access.AccessSettings;
import io.blackroad.access.InvalidAccessException;
import io.blackroad.access.JwtSettings;
import io.blackroad.access.OwnToken;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads who may ask over HTTP, and what this process shows when it asks others. */
final class AccessParser {
    private final SettingParser parser;

    AccessParser(SettingParser parser) {
        this.parser = parser;
    }

    AccessSettings access() {
        int rate = parser.integer(Setting.HTTP_RATE, 1, 1_000_000);
        try {
            return new AccessSettings(
                    parser.names(Setting.ACCESS_FILE).stream()
                            .map(file -> Path.of(file).toAbsolutePath())
                            .toList(),
                    jwt(),
                    parser.yesOrNo(Setting.HTTP_OPEN),
                    parser.names(Setting.HTTP_ORIGINS),
                    rate,
                    own());
        } catch (InvalidAccessException e) {
            e.errors().forEach(parser::wrong);
            return AccessSettings.none();
        }
    }

    /** Tokens of an issuer are taken as soon as one is named. */
    private Optional<JwtSettings> jwt() {
        String issuer = parser.optionalText(Setting.ACCESS_JWT_ISSUER);
        List<Setting> others = List.of(Setting.ACCESS_JWT_AUDIENCE, Setting.ACCESS_JWT_KEYS);
        if (issuer.isEmpty()) {
            others.stream()
                    .filter(setting -> !parser.optionalText(setting).isEmpty())
                    .forEach(setting -> parser.wrong(setting.key() + " is set and access.jwt.issuer is not; set both"));
            return Optional.empty();
        }
        return Optional.of(new JwtSettings(
                issuer,
                parser.optionalText(Setting.ACCESS_JWT_AUDIENCE),
                keys(parser.optionalText(Setting.ACCESS_JWT_KEYS)),
                parser.names(Setting.ACCESS_JWT_ALGORITHMS),
                parser.optionalText(Setting.ACCESS_JWT_ROLES_CLAIM),
                parser.optionalText(Setting.ACCESS_JWT_AGENTS_CLAIM)));
    }

    private static URI keys(String text) {
        try {
            URI url = new URI(text);
            return url.getScheme() == null ? Path.of(text).toAbsolutePath().toUri() : url;
        } catch (URISyntaxException e) {
            return Path.of(text).toAbsolutePath().toUri();
        }
    }

    private OwnToken own() {
        String file = parser.optionalText(Setting.TOKEN_FILE);
        return file.isEmpty()
                ? OwnToken.of(parser.optionalText(Setting.TOKEN))
                : OwnToken.in(Path.of(file).toAbsolutePath());
    }
}

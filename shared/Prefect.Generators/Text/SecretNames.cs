using System;
using System.Linq;

namespace Prefect.Generators;

/// <summary>Recognises names under which people keep secrets.</summary>
internal static class SecretNames
{
    private static readonly string[] s_marks =
    [
        "password", "passwd", "pwd", "passphrase", "secret", "token", "api_key", "apikey", "access_key", "accesskey", "private_key", "privatekey",
        "account_key", "integration_key", "shared_key", "signing_key", "encryption_key", "credential", "connection_string", "connectionstring",
    ];

    // What describes a secret is none: its id, its place, its age.
    private static readonly string[] s_harmlessEnds =
    [
        "_id", "_ids", "_url", "_uri", "_endpoint", "_path", "_paths", "_file", "_directory", "_name", "_names", "_arn", "_arns", "_type", "_types",
        "_ttl", "_expiration", "_expiry", "_expires", "_lifetime", "_version", "_scope", "_scopes", "_audience", "_issuer", "_count", "_limit", "_algorithm",
        "_format", "_field", "_header", "_prefix", "_mode", "_provider", "_source", "_tag_keys",
    ];

    public static bool IsSecret(string snakeName) =>
        s_marks.Any(mark => snakeName.Contains(mark))
        && !s_harmlessEnds.Any(end => snakeName.EndsWith(end, StringComparison.Ordinal));
}

namespace Prefect.Testing;

/// <summary>What came out when the signature of a request was verified.</summary>
public sealed record AwsSignature
{
    /// <summary>Why it was refused.</summary>
    public SignatureProblem Problem { get; init; }

    /// <summary>What exactly is wrong, with what would have been right; empty for a good one.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Whether it is good.</summary>
    public bool IsValid => Problem == SignatureProblem.None;

    /// <summary>Id of the access key that it names.</summary>
    public string AccessKeyId { get; init; } = "";

    /// <summary>Region that it names.</summary>
    public string Region { get; init; } = "";

    /// <summary>Service that it names, by its name in signatures.</summary>
    public string Service { get; init; } = "";

    /// <summary>Headers that it covers.</summary>
    public IReadOnlyList<string> SignedHeaders { get; init; } = [];

    /// <summary>Whether the request brought a session token.</summary>
    public bool HasSessionToken { get; init; }

    /// <summary>Whether it stands in the query, as in addresses that are signed beforehand.</summary>
    public bool IsInQuery { get; init; }

    /// <summary>How long a signature in a query holds.</summary>
    public TimeSpan Lifetime { get; init; }

    /// <summary>Verifies an address that was signed beforehand for a request with <c>GET</c>, such as a sign-in token of a database.</summary>
    /// <param name="address">The address; the scheme may be missing.</param>
    /// <param name="key">The key that it must be signed with.</param>
    /// <param name="clock">Tells whether it is still good. Default: the system's clock.</param>
    public static AwsSignature OfAddress(string address, AwsKey key, TimeProvider? clock = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(address);
        string rest = address.Contains("://", StringComparison.Ordinal) ? address.Split("://", 2)[1] : address;
        int slash = rest.IndexOf('/', StringComparison.Ordinal);
        (string host, string target) = slash < 0 ? (rest, "/") : (rest[..slash], rest[slash..]);
        SignatureVerifier verifier = new(id => id == key.AccessKeyId ? key : null, clock ?? TimeProvider.System);
        return verifier.Verify(new WireRequest("GET", target, [("Host", host)], []));
    }
}

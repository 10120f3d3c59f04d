using System.Globalization;

namespace Prefect.Testing;

/// <summary>What a request says about its own signature.</summary>
internal sealed record SignatureClaim
{
    public const string Algorithm = "AWS4-HMAC-SHA256";
    public const string DateFormat = "yyyyMMdd'T'HHmmss'Z'";

    public required string AccessKeyId { get; init; }

    public required string Date { get; init; }

    public required string Region { get; init; }

    public required string Service { get; init; }

    public required IReadOnlyList<string> SignedHeaders { get; init; }

    public required string Signature { get; init; }

    public required string Time { get; init; }

    public string? SessionToken { get; init; }

    public bool IsInQuery { get; init; }

    /// <summary>How long a signature in a query holds.</summary>
    public TimeSpan Lifetime { get; init; }

    public string Scope => $"{Date}/{Region}/{Service}/aws4_request";

    public DateTimeOffset At => DateTimeOffset.ParseExact(
        Time, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <exception cref="SignatureRefusedException">There is no signature, or a part of it is missing.</exception>
    public static SignatureClaim Of(WireRequest request)
    {
        WireQuery query = new(request.Query);
        return request.Header("authorization") is { } header ? OfHeader(request, header)
            : query["X-Amz-Signature"] is { } signature ? OfQuery(query, signature)
            : throw new SignatureRefusedException(SignatureProblem.Missing, "The request brings no signature.");
    }

    private static SignatureClaim OfHeader(WireRequest request, string header)
    {
        if (!header.StartsWith(Algorithm + " ", StringComparison.Ordinal))
        {
            throw Incomplete("the algorithm");
        }

        Dictionary<string, string> parts = header[Algorithm.Length..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair.Length == 2 ? pair[1] : "", StringComparer.Ordinal);
        return Create(
            parts.GetValueOrDefault("Credential"),
            parts.GetValueOrDefault("SignedHeaders"),
            parts.GetValueOrDefault("Signature"),
            request.Header("x-amz-date")) with { SessionToken = request.Header("x-amz-security-token") };
    }

    private static SignatureClaim OfQuery(WireQuery query, string signature)
    {
        if (query["X-Amz-Algorithm"] != Algorithm)
        {
            throw Incomplete("X-Amz-Algorithm");
        }

        bool hasLifetime = int.TryParse(query["X-Amz-Expires"], NumberStyles.None, CultureInfo.InvariantCulture, out int seconds);
        return !hasLifetime || seconds is < 1 or > 604_800
            ? throw Incomplete("X-Amz-Expires")
            : Create(query["X-Amz-Credential"], query["X-Amz-SignedHeaders"], signature, query["X-Amz-Date"]) with
            {
                SessionToken = query["X-Amz-Security-Token"],
                IsInQuery = true,
                Lifetime = TimeSpan.FromSeconds(seconds),
            };
    }

    private static SignatureClaim Create(string? credential, string? signedHeaders, string? signature, string? time)
    {
        if (credential?.Split('/') is not [var key, var date, var region, var service, "aws4_request"])
        {
            throw Incomplete("Credential");
        }

        if (!DateTimeOffset.TryParseExact(time, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _)
            || !time.StartsWith(date, StringComparison.Ordinal))
        {
            throw Incomplete("X-Amz-Date");
        }

        string[] names = signedHeaders?.Split(';') ?? throw Incomplete("SignedHeaders");
        bool areSorted = names.SequenceEqual(names.Select(name => name.ToLowerInvariant()).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        return !areSorted || string.IsNullOrEmpty(signature)
            ? throw Incomplete("SignedHeaders in order, or Signature")
            : new SignatureClaim
            {
                AccessKeyId = key,
                Date = date,
                Region = region,
                Service = service,
                SignedHeaders = names,
                Signature = signature,
                Time = time,
            };
    }

    private static SignatureRefusedException Incomplete(string part) =>
        new(SignatureProblem.Incomplete, $"The signature lacks {part}, or has it in a wrong form.");
}

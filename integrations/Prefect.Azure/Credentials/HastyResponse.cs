using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Azure;
using Azure.Core;

namespace Prefect.Azure;

/// <summary>An answer as it came, but for how long it asks to be waited.</summary>
internal sealed class HastyResponse(Response inner, TimeSpan wait) : Response
{
    public const string Seconds = "Retry-After";

    private const string Milliseconds = "retry-after-ms";

    private readonly string _wait = wait.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);

    /// <summary>The headers by which answers ask for it.</summary>
    public static IReadOnlyList<string> Names { get; } = [Milliseconds, "x-ms-retry-after-ms", Seconds];

    public override int Status => inner.Status;

    public override string ReasonPhrase => inner.ReasonPhrase;

    public override bool IsError => inner.IsError;

    public override Stream? ContentStream
    {
        get => inner.ContentStream;
        set => inner.ContentStream = value;
    }

    public override string ClientRequestId
    {
        get => inner.ClientRequestId;
        set => inner.ClientRequestId = value;
    }

    public override void Dispose() => inner.Dispose();

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        if (!Asks(name))
        {
            return inner.Headers.TryGetValue(name, out value);
        }

        value = name.Equals(Milliseconds, StringComparison.OrdinalIgnoreCase) ? _wait : null;
        return value is not null;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        if (!Asks(name))
        {
            return inner.Headers.TryGetValues(name, out values);
        }

        values = TryGetHeader(name, out string? value) ? [value] : null;
        return values is not null;
    }

    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() =>
        [.. inner.Headers.Where(static header => !Asks(header.Name)), new HttpHeader(Milliseconds, _wait)];

    private static bool Asks(string header) => Names.Contains(header, StringComparer.OrdinalIgnoreCase);
}

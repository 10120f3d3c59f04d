using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Prefect.Testing;

/// <summary>A request that a <see cref="FaultProxy"/> saw.</summary>
public sealed class ProxiedRequest
{
    private long _bodyLength;

    internal ProxiedRequest(HttpContext context, int number)
    {
        Number = number;
        Method = context.Request.Method;
        Target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        Headers = context.Request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Place in the order of arrival, from 1.</summary>
    public int Number { get; }

    /// <summary>Method, in upper case.</summary>
    public string Method { get; }

    /// <summary>Path and query exactly as they were sent, escapes included.</summary>
    public string Target { get; }

    /// <summary>Path exactly as it was sent, without the query.</summary>
    public string Path => Target.Split('?', 2)[0];

    /// <summary>Query with its question mark, exactly as it was sent; empty when there is none.</summary>
    public string Query => Target[Path.Length..];

    /// <summary>Headers by name, in any case; several values of one name are joined by commas.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>Bytes of the body that have come in so far; not final before the request has been answered.</summary>
    public long BodyLength => Interlocked.Read(ref _bodyLength);

    /// <summary>What went wrong with it; null when it was simply passed on.</summary>
    public Fault? Fault { get; internal set; }

    /// <summary>Gives method and target.</summary>
    public override string ToString() => $"{Method} {Target}";

    internal void CountBody(int bytes) => Interlocked.Add(ref _bodyLength, bytes);
}

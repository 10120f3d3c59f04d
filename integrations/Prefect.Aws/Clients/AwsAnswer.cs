using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Prefect.Aws;

/// <summary>What a service answered. To be disposed when the body is a stream.</summary>
internal sealed class AwsAnswer : AmazonWebServiceResponse, IDisposable
{
    /// <summary>The body. It is in memory whole unless the request asked for a stream.</summary>
    public Stream Body { get; init; } = Stream.Null;

    /// <summary>The head of the answer, by whose disposal the connection is free for others.</summary>
    public IWebResponseData? Response { get; init; }

    /// <summary>Gives a header, or null when there is none.</summary>
    public string? Header(string name) =>
        Response is { } response && response.IsHeaderPresent(name) ? response.GetHeaderValue(name) : null;

    public void Dispose()
    {
        Body.Dispose();
        Response?.ResponseBody.Dispose();
    }
}

namespace Prefect.Http;

/// <summary>An answer with which a service refused a request.</summary>
internal sealed class RestRefusal(RestAnswer answer) : HttpRequestException($"The service answered with {(int)answer.StatusCode}.", null, answer.StatusCode)
{
    public RestAnswer Answer => answer;
}

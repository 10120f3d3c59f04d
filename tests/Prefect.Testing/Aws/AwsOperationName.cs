namespace Prefect.Testing;

/// <summary>Tells which operation a request asks for: by its target (JSON), its action (forms), or its path (REST).</summary>
internal static class AwsOperationName
{
    public static string Of(AwsExchange request)
    {
        if (request.Headers.TryGetValue("x-amz-target", out string? target))
        {
            return target[(target.LastIndexOf('.') + 1)..];
        }

        return request.Form.GetValueOrDefault("Action")
            ?? request.Query.GetValueOrDefault("Action")
            ?? OfPath(request)
            ?? $"{request.Method} {request.Path}";
    }

    private static string? OfPath(AwsExchange request) => (request.Service, request.Method, request.Path.Split('/')) switch
    {
        ("lambda", "POST", ["", "2015-03-31", "functions", _, "invocations"]) => "Invoke",
        ("lambda", "GET", ["", "2015-03-31", "functions", _, "configuration"]) => "GetFunctionConfiguration",
        ("lambda", "GET", ["", "2015-03-31", "functions", _]) => "GetFunction",
        ("batch", "POST", ["", "v1", var operation]) => operation,
        _ => null,
    };
}

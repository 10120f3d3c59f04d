namespace Prefect.Testing;

/// <summary>Method and path of requests; a segment <c>*</c> stands for any, <c>**</c> at the end for whatever follows.</summary>
internal sealed class RestRoute
{
    private readonly string _method;
    private readonly string[] _segments;
    private readonly bool _isOpen;

    public RestRoute(string operation)
    {
        ArgumentException.ThrowIfNullOrEmpty(operation);
        string[] parts = operation.Split(' ', 2);
        if (parts is not [_, ['/', ..] path])
        {
            throw new ArgumentException($"'{operation}' is no method and path, such as 'GET /api/jobs/*'.", nameof(operation));
        }

        _method = parts[0];
        _isOpen = path.EndsWith("/**", StringComparison.Ordinal);
        _segments = (_isOpen ? path[..^3] : path).Split('/');
    }

    public bool Matches(RestExchange request)
    {
        string[] segments = request.Path.Split('/');
        return (_method == "*" || request.Method.Equals(_method, StringComparison.OrdinalIgnoreCase))
            && (_isOpen ? segments.Length > _segments.Length : segments.Length == _segments.Length)
            && segments.Zip(_segments).All(static pair => pair.Second == "*" || pair.First == pair.Second);
    }
}

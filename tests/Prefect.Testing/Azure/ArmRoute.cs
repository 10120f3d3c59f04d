namespace Prefect.Testing;

/// <summary>Method and path of requests, in any case; a segment <c>*</c> stands for any.</summary>
internal sealed class ArmRoute
{
    private readonly string _method;
    private readonly string[] _segments;

    public ArmRoute(string operation)
    {
        ArgumentException.ThrowIfNullOrEmpty(operation);
        string[] parts = operation.Split(' ', 2);
        _method = parts[0];
        _segments = parts[1].Split('/');
    }

    public bool Matches(ArmRequest request)
    {
        string[] segments = request.Path.Split('/');
        return request.Method.Equals(_method, StringComparison.OrdinalIgnoreCase)
            && segments.Length == _segments.Length
            && segments.Zip(_segments).All(pair => pair.Second == "*" || pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));
    }
}

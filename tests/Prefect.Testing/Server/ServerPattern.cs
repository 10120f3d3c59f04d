namespace Prefect.Testing;

/// <summary>A method and a path; a segment may be <c>*</c>, which stands for any.</summary>
internal sealed class ServerPattern
{
    private readonly string _method;
    private readonly string[] _segments;

    public ServerPattern(string operation)
    {
        string[] parts = operation.Split(' ', 2);
        (_method, _segments) = (parts[0], parts[1].Split('/'));
    }

    public bool Matches(ServerRequest request)
    {
        string[] segments = request.Path.Split('/');
        return (_method == "*" || _method == request.Method)
            && segments.Length == _segments.Length
            && segments.Zip(_segments).All(pair => pair.Second is "*" || pair.First == pair.Second);
    }
}

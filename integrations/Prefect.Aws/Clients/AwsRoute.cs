namespace Prefect.Aws;

/// <summary>Where a request goes inside its service.</summary>
/// <param name="Verb">HTTP method.</param>
/// <param name="Path">Begins with a slash. What was put into it is escaped, slashes too: see <see cref="Escape"/>.</param>
internal sealed record AwsRoute(string Verb, string Path)
{
    /// <summary>The route of JSON 1.1 and of the query protocol.</summary>
    public static readonly AwsRoute Root = new("POST", "/");

    /// <summary>Parameters behind the question mark, not escaped; the runtime escapes the values, and takes the names as they are.</summary>
    public IReadOnlyDictionary<string, string>? Query { get; init; }

    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>Makes a text fit to be one segment of a path.</summary>
    public static string Escape(string segment) => Uri.EscapeDataString(segment);
}

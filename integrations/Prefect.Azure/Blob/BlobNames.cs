using System.Text.RegularExpressions;

namespace Prefect.Azure;

/// <summary>What containers and blobs can be called.</summary>
internal static partial class BlobNames
{
    private const int LongestBlob = 1024;

    /// <exception cref="ArgumentException">It is none that a blob can have.</exception>
    public static string Check(string name, string parameter)
    {
        if (name.Length is 0 or > LongestBlob)
        {
            throw new ArgumentException($"A blob's name has 1 to {LongestBlob} characters; this one has {name.Length}.", parameter);
        }

        return name.Split('/').Any(static segment => segment is "." or "..")
            ? throw new ArgumentException($"'{name}' cannot be the name of a blob: '.' and '..' would be lost in its address. Write the path out.", parameter)
            : name;
    }

    public static string NotAContainer(string name) =>
        $"'{name}' cannot be the name of a container: it has 3 to 63 lower-case letters, digits and single dashes between them.";

    public static bool IsContainer(string name) => ContainerPattern().IsMatch(name);

    [GeneratedRegex(@"\A(\$root|\$web|\$logs|\$blobchangefeed|(?=.{3,63}\z)[a-z0-9]+(-[a-z0-9]+)*)\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ContainerPattern();
}

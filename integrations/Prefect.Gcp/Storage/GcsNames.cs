using System.Text;
using System.Text.RegularExpressions;

namespace Prefect.Gcp;

/// <summary>What buckets and objects can be called.</summary>
internal static partial class GcsNames
{
    private const int LongestObject = 1024;

    private static readonly UTF8Encoding s_text = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException">It is none that an object can have.</exception>
    public static string Check(string name, string parameter)
    {
        int bytes = CountBytes(name, parameter);
        if (bytes is 0 or > LongestObject)
        {
            throw new ArgumentException($"An object's name has 1 to {LongestObject} bytes in UTF-8; this one has {bytes}.", parameter);
        }

        return name is "." or ".." || name.AsSpan().IndexOfAny('\r', '\n') >= 0 || name.StartsWith(".well-known/acme-challenge/", StringComparison.Ordinal)
            ? throw new ArgumentException($"'{name.ReplaceLineEndings("?")}' cannot be the name of an object: the service does not allow it.", parameter)
            : name;
    }

    public static string NotABucket(string name) =>
        $"'{name}' cannot be the name of a bucket: it has 3 to 63 lower-case letters, digits, dashes, underscores and dots, and begins and ends with a letter or digit.";

    public static bool IsBucket(string name) => BucketPattern().IsMatch(name);

    private static int CountBytes(string name, string parameter)
    {
        try
        {
            return s_text.GetByteCount(name);
        }
        catch (EncoderFallbackException exception)
        {
            throw new ArgumentException("The name of an object must be text in Unicode: this one has half of a character.", parameter, exception);
        }
    }

    // With dots, a name may be as long as a host's.
    [GeneratedRegex(@"\A(?=.{3,222}\z)[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?)*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BucketPattern();
}

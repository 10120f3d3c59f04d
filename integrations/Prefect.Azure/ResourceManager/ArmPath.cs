using System.Text;

namespace Prefect.Azure;

/// <summary>Builds addresses of resources, whose names may come from anywhere.</summary>
internal static class ArmPath
{
    /// <summary>Puts segments together, each escaped.</summary>
    /// <exception cref="ArgumentException">A segment is empty, or has a meaning of its own in addresses.</exception>
    public static string Of(params ReadOnlySpan<string> segments)
    {
        StringBuilder path = new();
        foreach (string segment in segments)
        {
            path.Append('/').Append(Escape(segment));
        }

        return path.ToString();
    }

    /// <exception cref="ArgumentException">The name is empty, or has a meaning of its own in addresses.</exception>
    public static string Escape(string segment) =>
        string.IsNullOrWhiteSpace(segment) || segment is "." or ".."
            ? throw new ArgumentException("The name of a resource, its group or its subscription is empty, or made of dots alone.", nameof(segment))
            : Uri.EscapeDataString(segment);
}

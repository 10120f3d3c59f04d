using System.Text.Json;

namespace Prefect.Flows;

/// <summary>Names of members, in the code and in JSON.</summary>
internal static class MemberNames
{
    /// <summary>Tells whether two names differ at most in case and underscores: <c>UserName</c> and <c>user_name</c>.</summary>
    public static bool AreSame(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        int at = 0;
        foreach (char character in left)
        {
            if (character == '_')
            {
                continue;
            }

            while (at < right.Length && right[at] == '_')
            {
                at++;
            }

            if (at == right.Length || char.ToUpperInvariant(right[at]) != char.ToUpperInvariant(character))
            {
                return false;
            }

            at++;
        }

        return right[at..].TrimStart('_').Length == 0;
    }

    /// <summary>Gives the name of a member as JSON has it: <c>user_name</c>.</summary>
    public static string ToWire(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}

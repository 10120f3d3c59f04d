using System.Globalization;
using System.Text;

namespace Prefect.Generators;

/// <summary>Turns names of C# into names of documents, and those into titles.</summary>
internal static class WireNames
{
    public static string Snake(string name)
    {
        StringBuilder text = new();
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            if (char.IsUpper(c) && i > 0 && name[i - 1] != '_' && StartsWord(name, i))
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }

    /// <summary>As pydantic: each run of letters begins upper case and goes on lower case.</summary>
    public static string Title(string wireName)
    {
        StringBuilder text = new();
        bool insideWord = false;
        foreach (char c in wireName)
        {
            text.Append(c == '_' ? ' ' : insideWord ? char.ToLower(c, CultureInfo.InvariantCulture) : char.ToUpper(c, CultureInfo.InvariantCulture));
            insideWord = char.IsLetter(c);
        }

        return text.ToString().Trim();
    }

    private static bool StartsWord(string name, int i) =>
        !char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]));
}

using System.Text;
using System.Text.Json;

namespace Prefect.Dbt;

/// <summary>The text that asks dbt for a variable of its environment.</summary>
internal static class EnvVarCall
{
    /// <summary>Makes the name of a variable out of a reference: letters, digits, and one underscore for all else between them.</summary>
    public static string NameOf(string reference)
    {
        StringBuilder name = new(reference.Length);
        foreach (char character in reference)
        {
            if (char.IsAsciiLetterOrDigit(character))
            {
                name.Append(char.ToUpperInvariant(character));
            }
            else if (name.Length > 0 && name[^1] != '_')
            {
                name.Append('_');
            }
        }

        return name.ToString().TrimEnd('_');
    }

    /// <summary>Numbers, truth values, objects and lists are texts in an environment: dbt is told what they were.</summary>
    public static string Of(string variable, JsonValueKind kind) => kind switch
    {
        JsonValueKind.Number => $"{{{{ env_var('{variable}') | as_number }}}}",
        JsonValueKind.True or JsonValueKind.False => $"{{{{ env_var('{variable}') | as_bool }}}}",
        JsonValueKind.Object or JsonValueKind.Array => $"{{{{ env_var('{variable}') | as_native }}}}",
        _ => $"{{{{ env_var('{variable}') }}}}",
    };
}

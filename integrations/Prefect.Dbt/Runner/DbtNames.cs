using System.Buffers;
using System.Text;

namespace Prefect.Dbt;

/// <summary>Names that Prefect has for things of dbt.</summary>
public static class DbtNames
{
    private const int LongestAssetKey = 512;
    private static readonly SearchValues<char> s_bannedInAssetKeys = SearchValues.Create("#?&%\"'<>[]{}|\\^`");

    /// <summary>Finds the folder of <c>profiles.yml</c>: the current one if the file is in it, else <c>~/.dbt</c>.</summary>
    public static string FindProfilesDir() =>
        File.Exists(ProfilesFile.In(Directory.GetCurrentDirectory())) ? Directory.GetCurrentDirectory() : ProfilesFile.HomeFolder;

    /// <summary>Makes the key of the asset that a relation is: <c>postgres://shop/marts/orders</c>.</summary>
    /// <param name="adapterType">Name of dbt's adapter.</param>
    /// <param name="relationName">Full name of the relation, quoted or not: <c>"shop"."marts"."orders"</c>.</param>
    /// <returns>The key, without quotes and what else keys cannot hold, and at most 512 characters long.</returns>
    /// <exception cref="ArgumentException">One of them is empty.</exception>
    public static string FormatResourceId(string adapterType, string relationName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(adapterType);
        ArgumentException.ThrowIfNullOrWhiteSpace(relationName);
        StringBuilder key = new(adapterType.Length + relationName.Length + 3);
        foreach (char character in adapterType.ToLowerInvariant())
        {
            key.Append(char.IsAsciiLetterOrDigit(character) ? character : "");
        }

        key.Append("://");
        foreach (char character in relationName)
        {
            bool isBanned = char.IsWhiteSpace(character) || char.IsControl(character) || s_bannedInAssetKeys.Contains(character);
            key.Append(isBanned ? "" : character == '.' ? '/' : character);
        }

        return key.Length > LongestAssetKey ? key.ToString(0, LongestAssetKey) : key.ToString();
    }

    /// <summary>Gives the name of a relation without quotes: <c>shop.marts.orders</c>.</summary>
    /// <param name="relationName">Full name of the relation.</param>
    /// <exception cref="ArgumentNullException"><paramref name="relationName"/> is null.</exception>
    public static string FormatAssetName(string relationName)
    {
        ArgumentNullException.ThrowIfNull(relationName);
        return relationName.Replace("\"", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal);
    }
}

using System.Buffers;

namespace Prefect.Flows;

/// <summary>What assets must keep to.</summary>
internal static class AssetRules
{
    private const int LongestKey = 512;
    private const int LongestDescription = 2500;
    private static readonly SearchValues<char> s_scheme = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");
    private static readonly SearchValues<char> s_banned = SearchValues.Create("#?&%\"'<>[]{}|\\^`");

    public static string CheckKey(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (key.Length > LongestKey)
        {
            throw new ArgumentException($"The key of an asset has at most {LongestKey} characters; this one has {key.Length}.", nameof(key));
        }

        int scheme = key.IndexOf("://", StringComparison.Ordinal);
        if (scheme <= 0 || scheme + 3 == key.Length || key.AsSpan(0, scheme).ContainsAnyExcept(s_scheme))
        {
            throw new ArgumentException(
                $"'{Quoted.Short(key)}' is no key of an asset: it begins with a scheme of small letters and digits and '://', as in 's3://lake/orders.parquet'.", nameof(key));
        }

        foreach (char character in key)
        {
            if (char.IsWhiteSpace(character) || char.IsControl(character) || s_banned.Contains(character))
            {
                throw new ArgumentException(
                    $"'{Quoted.Short(key)}' is no key of an asset: it has no spaces and none of # ? & % \" ' < > [ ] {{ }} | \\ ^ `.", nameof(key));
            }
        }

        return key;
    }

    public static string? CheckDescription(string? description) => description is { Length: > LongestDescription }
        ? throw new ArgumentException(
            $"The description of an asset has at most {LongestDescription} characters; this one has {description.Length}.", nameof(description))
        : description;

    public static void CheckMaterialized(IReadOnlyList<Asset> assets)
    {
        ArgumentNullException.ThrowIfNull(assets);
        if (assets.Count == 0)
        {
            throw new ArgumentException("A task that materializes makes at least one asset: name it.", nameof(assets));
        }

        foreach (Asset asset in assets)
        {
            ArgumentNullException.ThrowIfNull(asset, nameof(assets));
        }
    }
}

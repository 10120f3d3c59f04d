using Prefect.Client;

namespace Prefect.Cli;

/// <summary>Addresses of pages in a server's web interface.</summary>
internal static class ServerPages
{
    /// <summary>Gives the page of all block types; null without a web interface.</summary>
    public static string? Catalog(PrefectSettings settings)
    {
        if (settings.StoreKind == StoreKind.Embedded || settings.UiUrl is not { } ui)
        {
            return null;
        }

        return settings.IsCloud ? $"{ui}/settings/blocks/catalog" : $"{ui}/blocks/catalog";
    }

    /// <summary>Gives the page on which a block is created; null without a web interface.</summary>
    public static string? Create(PrefectSettings settings, string slug) =>
        Catalog(settings) is { } catalog ? $"{catalog}/{Uri.EscapeDataString(slug)}/create" : null;
}

using System.Diagnostics.CodeAnalysis;
using Prefect.Blocks;

namespace Prefect.Cli;

/// <summary>The block types that come with the library; they are known before anybody registers them.</summary>
internal static class BuiltInTypes
{
    private static BlockManifest? s_manifest;

    public static BlockManifest Manifest => s_manifest ??= BlockManifest.Of(typeof(Block).Assembly);

    public static bool TryFind(string slug, [NotNullWhen(true)] out BlockTypeManifest? type)
    {
        foreach (BlockTypeManifest block in Manifest.Blocks)
        {
            if (block.Slug == slug)
            {
                type = block;
                return true;
            }
        }

        type = null;
        return false;
    }
}

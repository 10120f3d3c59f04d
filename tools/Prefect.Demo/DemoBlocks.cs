using System.Security.Cryptography;
using Prefect.Blocks;
using Prefect.Client;

namespace Prefect.Demo;

/// <summary>The blocks that the main job loads by name.</summary>
internal static class DemoBlocks
{
    public const string KeyName = "demo-signing-key";
    public const string DefaultStorage = "local-file-system/demo";

    /// <summary>Makes the types known that the job may meet.</summary>
    public static async Task RegisterAsync(CancellationToken cancellationToken)
    {
        await Secret.RegisterTypeAsync(cancellationToken: cancellationToken);
        await LocalFileSystem.RegisterTypeAsync(cancellationToken: cancellationToken);
        await Aws.S3Bucket.RegisterTypeAsync(cancellationToken: cancellationToken);
    }

    public static async Task SaveKeyAsync(CancellationToken cancellationToken)
    {
        Secret key = new() { Value = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)) };
        await key.SaveAsync(KeyName, overwrite: true, cancellationToken: cancellationToken);
    }

    public static async Task SaveFolderAsync(CancellationToken cancellationToken)
    {
        string folder = Path.Combine(PrefectSettings.Current.Home.Path, "demo");
        Directory.CreateDirectory(folder);
        await new LocalFileSystem { Basepath = folder }.SaveAsync(DefaultStorage.Split('/')[1], overwrite: true, cancellationToken: cancellationToken);
    }
}

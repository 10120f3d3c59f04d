using System.Text;
using System.Text.Json;

namespace Prefect.Blocks.Tests.Stores;

internal static class StoreExtensions
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<Guid> SaveAsync(
        this IBlockStore store, BlockTypeManifest type, string? name, string json, bool overwrite = false)
    {
        RegisteredBlockType registered = await store.RegisterAsync(type, Token);
        return await store.SaveAsync(
            new BlockDocumentDraft { Type = registered, Name = name, Data = Encoding.UTF8.GetBytes(json), Overwrite = overwrite }, Token);
    }

    public static async Task<BlockDocument> GetAsync(
        this IBlockStore store, BlockTypeManifest type, string name, SecretHandling secrets = SecretHandling.Reveal) =>
        (await store.FindAsync(type.Slug, name, secrets, Token)).ShouldNotBeNull();

    public static JsonElement Json(this BlockDocument document) => JsonElement.Parse(document.Data.Span);

    public static string Reference(Guid id) => $$$"""{"$ref":{"block_document_id":"{{{id}}}"}}""";
}

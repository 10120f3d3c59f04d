using System.Text.Json;
using Prefect.Testing;

namespace Prefect.Blocks.Tests.Documents;

public sealed class SaveAndLoadTests : IAsyncDisposable
{
    private readonly TemporaryStore _store = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IBlockStore Store => _store.Store;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Name_falls_back_to_that_of_the_document()
    {
        Secret secret = new() { Value = "first" };
        await Should.ThrowAsync<ArgumentException>(() => secret.SaveAsync(store: Store, cancellationToken: Token));
        Guid id = await secret.SaveAsync("kept", store: Store, cancellationToken: Token);

        Secret edited = await Secret.LoadAsync("kept", store: Store, cancellationToken: Token) with { Value = "second" };
        (await edited.SaveAsync(overwrite: true, store: Store, cancellationToken: Token)).ShouldBe(id);

        (await Secret.LoadAsync("kept", store: Store, cancellationToken: Token)).GetText().ShouldBe("second");
    }

    [Fact]
    public async Task Taken_name_is_refused_unless_overwriting()
    {
        await new Secret { Value = "first" }.SaveAsync("taken", store: Store, cancellationToken: Token);
        BlockAlreadyExistsException exception = await Should.ThrowAsync<BlockAlreadyExistsException>(
            () => new Secret { Value = "second" }.SaveAsync("taken", store: Store, cancellationToken: Token));
        exception.Slug.ShouldBe("secret");
        exception.Name.ShouldBe("taken");
        (await Secret.LoadAsync("taken", store: Store, cancellationToken: Token)).GetText().ShouldBe("first");
    }

    [Fact]
    public async Task Every_anonymous_save_makes_a_document_that_lists_leave_out()
    {
        Secret secret = new() { Value = "anonymous" };
        Guid first = await secret.SaveAnonymousAsync(Store, Token);
        Guid second = await secret.SaveAnonymousAsync(Store, Token);

        second.ShouldNotBe(first);
        secret.IsAnonymous.ShouldBeTrue();
        secret.BlockDocumentName.ShouldBeNull();
        await foreach (BlockDocumentSummary document in Store.ListAsync(Token))
        {
            document.ShouldBeNull("an anonymous document is listed");
        }

        (await Block.LoadFromReferenceAsync(first, store: Store, cancellationToken: Token)).ShouldBe(secret);
    }

    [Fact]
    public async Task Reference_of_every_form_is_followed()
    {
        Secret secret = new() { Value = "referred" };
        Guid id = await secret.SaveAsync("referred", store: Store, cancellationToken: Token);
        string[] forms =
        [
            id.ToString(),
            $$"""{"block_document_id": "{{id}}"}""",
            """{"block_document_slug": "secret/referred"}""",
            secret.ToReferenceJson(),
        ];
        foreach (string form in forms)
        {
            (await Block.LoadFromReferenceAsync(BlockReference.Parse(form), store: Store, cancellationToken: Token)).ShouldBe(secret);
        }
    }

    [Theory]
    [InlineData("not-an-id")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"block_document_id\": 5}")]
    [InlineData("{\"block_document_slug\": \"no-slash\"}")]
    [InlineData("{\"block_document_id\": ")]
    public void Text_that_is_no_reference_is_refused(string text) => Should.Throw<FormatException>(() => BlockReference.Parse(text));

    [Fact]
    public async Task Reference_to_nothing_names_the_id()
    {
        Guid id = Guid.NewGuid();
        (await Should.ThrowAsync<BlockNotFoundException>(() => Block.LoadFromReferenceAsync(id, store: Store, cancellationToken: Token)))
            .Message.ShouldContain(id.ToString());
    }

    [Fact]
    public async Task Delete_removes_the_document_once()
    {
        await new Secret { Value = "x" }.SaveAsync("short-lived", store: Store, cancellationToken: Token);
        await Block.DeleteAsync("secret/short-lived", Store, Token);
        await Should.ThrowAsync<BlockNotFoundException>(() => Secret.LoadAsync("short-lived", store: Store, cancellationToken: Token));
        await Should.ThrowAsync<BlockNotFoundException>(() => Secret.DeleteAsync("short-lived", Store, Token));
    }

    [Theory]
    [InlineData("noslash")]
    [InlineData("/name")]
    [InlineData("slug/")]
    [InlineData("")]
    public async Task Path_without_slug_or_name_is_refused(string path) =>
        await Should.ThrowAsync<ArgumentException>(async () => await Block.LoadAsync(path, store: Store, cancellationToken: Token));

    [Fact]
    public async Task Placeholder_and_reference_need_a_document()
    {
        Secret secret = new() { Value = "x" };
        Should.Throw<BlockNotSavedException>(secret.GetBlockPlaceholder);
        Should.Throw<BlockNotSavedException>(secret.ToReferenceJson);
        Guid id = await secret.SaveAsync("placed", store: Store, cancellationToken: Token);
        secret.GetBlockPlaceholder().ShouldBe("prefect.blocks.secret.placed");
        using JsonDocument reference = JsonDocument.Parse(secret.ToReferenceJson());
        reference.RootElement.GetProperty("$ref").GetProperty("block_document_id").GetGuid().ShouldBe(id);
    }

    [Fact]
    public async Task Edited_copy_inside_another_block_is_stored_whole()
    {
        Secret inner = new() { Value = "original" };
        await inner.SaveAsync("inner", store: Store, cancellationToken: Token);
        Secret edited = inner with { Value = "edited" };
        await new HolderBlock { Inner = inner }.SaveAsync("by-reference", store: Store, cancellationToken: Token);
        await new HolderBlock { Inner = edited }.SaveAsync("whole", store: Store, cancellationToken: Token);
        await new Secret { Value = "changed later" }.SaveAsync("inner", overwrite: true, store: Store, cancellationToken: Token);

        HolderBlock byReference = await HolderBlock.LoadAsync("by-reference", store: Store, cancellationToken: Token);
        HolderBlock whole = await HolderBlock.LoadAsync("whole", store: Store, cancellationToken: Token);

        byReference.Inner.ShouldBe(new Secret { Value = "changed later" });
        whole.Inner.ShouldBe(edited);
    }

    [Fact]
    public async Task Dump_names_type_and_document()
    {
        Secret secret = new() { Value = "dumped-value" };
        await secret.SaveAsync("dumped", store: Store, cancellationToken: Token);
        using JsonDocument masked = JsonDocument.Parse(secret.ToJson());
        masked.RootElement.GetProperty("value").GetString().ShouldBe(SecretMask.Display);
        masked.RootElement.GetProperty("block_type_slug").GetString().ShouldBe("secret");
        masked.RootElement.GetProperty("_block_document_name").GetString().ShouldBe("dumped");
        secret.ToJson(SecretHandling.Reveal).ShouldContain("dumped-value");
    }

    [Fact]
    public async Task Ambient_store_is_that_of_the_innermost_scope()
    {
        await using TemporaryStore other = new();
        using (BlockStore.Use(Store))
        {
            await new Secret { Value = "outer" }.SaveAsync("scoped", cancellationToken: Token);
            using (BlockStore.Use(other.Store))
            {
                await Should.ThrowAsync<BlockNotFoundException>(() => Secret.LoadAsync("scoped", cancellationToken: Token));
            }

            (await Secret.LoadAsync("scoped", cancellationToken: Token)).GetText().ShouldBe("outer");
        }
    }
}

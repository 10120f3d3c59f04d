using Prefect.Testing;

namespace Prefect.Blocks.Tests.Stores;

/// <summary>What people do to a store's files while it is in use.</summary>
public sealed class EmbeddedStoreAccidentTests : IAsyncDisposable
{
    private readonly StoreFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task Save_to_a_store_that_was_removed_is_not_acknowledged()
    {
        await new Secret { Value = "one" }.SaveAsync("one", store: _folder.Shared, cancellationToken: Token);
        File.Delete(_folder.File);

        BlockStoreException exception = await Should.ThrowAsync<BlockStoreException>(
            () => new Secret { Value = "two" }.SaveAsync("two", store: _folder.Shared, cancellationToken: Token));

        exception.Message.ShouldContain("nothing was saved");
    }

    [Fact]
    public async Task Key_file_that_others_may_read_is_made_private()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such rights.");
            return;
        }

        await new Secret { Value = "one" }.SaveAsync("one", store: _folder.Shared, cancellationToken: Token);
        await _folder.CloseAsync();
        string key = Directory.GetFiles(_folder.Keys).ShouldHaveSingleItem();
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        EmbeddedBlockStore store = _folder.Open();
        (await Secret.LoadAsync("one", store: store, cancellationToken: Token)).GetText().ShouldBe("one");

        File.GetUnixFileMode(key).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void Folder_is_no_store() => Should.Throw<ArgumentException>(() => EmbeddedBlockStore.Open(_folder.Home));

    [Fact]
    public async Task Block_whose_nested_block_was_deleted_names_the_field_and_can_be_mended()
    {
        Secret inner = new() { Value = "inner" };
        await inner.SaveAsync("inner", store: _folder.Shared, cancellationToken: Token);
        await new HolderBlock { Inner = inner }.SaveAsync("outer", store: _folder.Shared, cancellationToken: Token);
        await Secret.DeleteAsync("inner", _folder.Shared, Token);

        BlockValidationException exception = await Should.ThrowAsync<BlockValidationException>(
            () => HolderBlock.LoadAsync("outer", store: _folder.Shared, cancellationToken: Token));
        HolderBlock lenient = await HolderBlock.LoadAsync("outer", validate: false, store: _folder.Shared, cancellationToken: Token);
        await (lenient with { Inner = new Secret { Value = "other" } }).SaveAsync(overwrite: true, store: _folder.Shared, cancellationToken: Token);
        HolderBlock mended = await HolderBlock.LoadAsync("outer", store: _folder.Shared, cancellationToken: Token);

        exception.Problems.ShouldHaveSingleItem().Path.ShouldBe("inner");
        lenient.MissingFields.ShouldBe(["inner"]);
        mended.Inner.ShouldBe(new Secret { Value = "other" });
    }
}

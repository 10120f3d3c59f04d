using System.Text.Json;

namespace Prefect.Blocks.Tests.Stores;

public sealed class SaveJsonTests : IAsyncLifetime
{
    private readonly StoreFolder _folder = new();

    private EmbeddedBlockStore Store => _folder.Shared;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await Store.RegisterAsync(StoreTypes.Credentials, Token);
        await Store.RegisterAsync(StoreTypes.Bucket, Token);
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task Data_that_fits_is_saved()
    {
        Guid credentials = await SaveAsync(
            "acme-credentials", """{"user":"ada","token":"t","headers":{"any":1},"extra":{"password":"p","port":5},"level":"low"}""");
        await SaveAsync("acme-bucket", $$"""{"bucket":"b","credentials":{{StoreExtensions.Reference(credentials)}},"tags":["a"]}""");
        await SaveAsync("acme-bucket", """{"bucket":"b","credentials":{"user":"x","block_type_slug":"acme-credentials"}}""", overwrite: true);

        (await Store.GetAsync(StoreTypes.Bucket, "doc")).Json().GetProperty("tags").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task What_a_printed_block_shows_besides_its_data_is_left_out()
    {
        await SaveAsync("acme-credentials", """{"user":"ada","block_type_slug":"acme-credentials","_block_document_id":"x","_is_anonymous":false}""");

        (await Store.GetAsync(StoreTypes.Credentials, "doc")).Json().GetRawText().ShouldBe("""{"user":"ada"}""");
    }

    [Theory]
    [InlineData("acme-credentials", """{"token":"hunter2"}""", "user", "missing")]
    [InlineData("acme-credentials", """{"user":7}""", "user", "a number")]
    [InlineData("acme-credentials", """{"user":"a","token":["hunter2"]}""", "token", "a list")]
    [InlineData("acme-credentials", """{"user":"a","passwort":"hunter2"}""", "passwort", "no field of the type")]
    [InlineData("acme-credentials", """{"user":"a","level":"hunter2"}""", "level", "something else")]
    [InlineData("acme-credentials", """{"user":"a","extra":{"port":1}}""", "extra.password", "missing")]
    [InlineData("acme-credentials", """{"user":"a","extra":{"password":"p","port":1.5}}""", "extra.port", "a number")]
    [InlineData("acme-credentials", """{"user":"a","token":"********"}""", "token", "a mask")]
    [InlineData("acme-credentials", """{"user":"a","headers":{"x":"**********"}}""", "headers.x", "a mask")]
    [InlineData("acme-credentials", """{"user":"a","block_type_slug":"hunter2"}""", "block_type_slug", "another slug")]
    [InlineData("acme-credentials", "[]", "(the document)", "a list")]
    [InlineData("acme-bucket", """{"bucket":"b","credentials":{"$ref":{"block_document_id":"hunter2"}}}""", "credentials", "a reference without one")]
    [InlineData("acme-bucket", """{"bucket":"b","credentials":{"user":"u","block_type_slug":"hunter2"}}""", "credentials.block_type_slug", "another slug")]
    [InlineData("acme-bucket", """{"bucket":"b","credentials":{"user":"u"},"tags":["a",1]}""", "tags.1", "a number")]
    public async Task Data_that_does_not_fit_is_refused_by_path(string slug, string json, string path, string found)
    {
        BlockValidationException exception = await Should.ThrowAsync<BlockValidationException>(() => SaveAsync(slug, json));

        BlockFieldProblem problem = exception.Problems.ShouldHaveSingleItem();
        problem.Path.ShouldBe(path);
        problem.Found.ShouldBe(found);
        exception.ToString().ShouldNotContain("hunter2");
        (await Store.FindAsync(slug, "doc", SecretHandling.Mask, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task An_unknown_field_is_answered_with_the_known_ones()
    {
        BlockValidationException exception = await Should.ThrowAsync<BlockValidationException>(
            () => SaveAsync("acme-bucket", """{"bucket":"b","credentials":{"user":"u"},"tag":[]}"""));

        exception.Message.ShouldContain("bucket, credentials, tags");
    }

    [Fact]
    public async Task An_unknown_type_is_named()
    {
        (await Should.ThrowAsync<BlockNotFoundException>(() => SaveAsync("nothing", "{}"))).Message.ShouldContain("'nothing'");
    }

    [Fact]
    public async Task A_taken_name_is_refused_without_overwrite_and_stored_fields_need_not_be_given_again()
    {
        await SaveAsync("acme-credentials", """{"user":"ada"}""");

        await Should.ThrowAsync<BlockAlreadyExistsException>(() => SaveAsync("acme-credentials", """{"user":"bob"}"""));
        await SaveAsync("acme-credentials", """{"token":"t"}""", overwrite: true);

        (await Store.GetAsync(StoreTypes.Credentials, "doc")).Json().GetProperty("user").GetString().ShouldBe("ada");
    }

    [Theory]
    [InlineData("Not A Name")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_name_that_breaks_the_rules_is_refused(string? name) =>
        await Should.ThrowAsync<BlockNameException>(
            () => BlockDocuments.SaveJsonAsync(Store, "acme-credentials", name!, JsonElement.Parse("{}"), cancellationToken: Token));

    private Task<Guid> SaveAsync(string slug, string json, bool overwrite = false) =>
        BlockDocuments.SaveJsonAsync(Store, slug, "doc", JsonElement.Parse(json), overwrite, Token);
}

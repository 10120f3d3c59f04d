using System.Text;
using Prefect.Blocks.Tests.Stores;

namespace Prefect.Blocks.Tests;

public sealed class InitializationTests : IAsyncLifetime
{
    private readonly StoreFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task Lenient_load_of_a_block_that_lacks_a_field_leaves_its_initialization_to_the_save()
    {
        await new SampleChecked { Word = "seed" }.SaveAsync("seed", store: _folder.Shared, cancellationToken: Token);
        BlockDocumentDraft damaged = new()
        {
            Type = (await _folder.Shared.FindTypeAsync("samplechecked", Token))!,
            Name = "damaged",
            Data = Encoding.UTF8.GetBytes("""{"word":null}"""),
        };
        await _folder.Shared.SaveAsync(damaged, Token);

        SampleChecked lenient = await SampleChecked.LoadAsync("damaged", validate: false, _folder.Shared, Token);
        lenient.MissingFields.ShouldBe(["word"]);
        lenient.Length.ShouldBe(0);

        SampleChecked filled = lenient with { Word = "four" };
        await filled.SaveAsync(overwrite: true, store: _folder.Shared, cancellationToken: Token);
        filled.Length.ShouldBe(4);
        filled.MissingFields.ShouldBeEmpty();
        (await SampleChecked.LoadAsync("damaged", store: _folder.Shared, cancellationToken: Token)).ShouldBe(filled);
    }

    [Fact]
    public async Task Edited_copy_of_a_loaded_block_is_checked_before_it_is_saved()
    {
        await new SampleChecked { Word = "fine" }.SaveAsync("checked", store: _folder.Shared, cancellationToken: Token);
        SampleChecked loaded = await SampleChecked.LoadAsync("checked", store: _folder.Shared, cancellationToken: Token);

        await Should.ThrowAsync<InvalidOperationException>(
            () => (loaded with { Word = "refused" }).SaveAsync(overwrite: true, store: _folder.Shared, cancellationToken: Token));
    }

    [Fact]
    public async Task Missing_value_is_named_before_the_block_is_initialized() =>
        await Should.ThrowAsync<BlockValidationException>(
            () => new SampleChecked { Word = null! }.SaveAsync("null", store: _folder.Shared, cancellationToken: Token));

    [Fact]
    public async Task Value_that_holds_itself_is_refused()
    {
        Dictionary<string, object?> circle = [];
        circle["self"] = circle;
        BlockValidationException refused = await Should.ThrowAsync<BlockValidationException>(
            () => new SampleKinds { Anything = circle }.SaveAsync("circle", store: _folder.Shared, cancellationToken: Token));
        refused.Message.ShouldContain("nested at most 64 deep");
    }

    [Fact]
    public async Task Value_that_nests_too_deep_is_refused()
    {
        object? deep = 1;
        for (int i = 0; i < 70; i++)
        {
            deep = new List<object?> { deep };
        }

        await Should.ThrowAsync<BlockValidationException>(
            () => new SampleKinds { Anything = deep }.SaveAsync("deep", store: _folder.Shared, cancellationToken: Token));
    }

    [Fact]
    public async Task Text_that_would_come_back_changed_is_refused()
    {
        await Should.ThrowAsync<BlockValidationException>(
            () => new SampleLogin { User = "u", Password = "half\ud800pair" }.SaveAsync("half", store: _folder.Shared, cancellationToken: Token));
        await Should.ThrowAsync<BlockValidationException>(
            () => new SampleLogin { User = "half\ud800", Password = "p" }.SaveAsync("half", store: _folder.Shared, cancellationToken: Token));
    }

    [Fact]
    public void Document_with_half_of_a_surrogate_pair_is_damaged()
    {
        BlockDocument document = new()
        {
            Id = Guid.NewGuid(),
            Name = "half",
            BlockTypeSlug = "sample-login",
            BlockTypeName = "Sample Login",
            BlockTypeId = Guid.NewGuid(),
            BlockSchemaId = Guid.NewGuid(),
            Data = Encoding.UTF8.GetBytes("""{"user":"\ud800","password":"p"}"""),
            Created = default,
            Updated = default,
        };
        Should.Throw<BlockStoreException>(() => BlockJson.Read(SampleLogin.BlockType, document, lenient: true));
    }

    [Fact]
    public void Mask_anywhere_in_a_secret_of_json_is_refused() =>
        Should.Throw<BlockValidationException>(() => BlockValidation.ThrowIfUnfit(
            new SampleToken { Headers = new() { { "h", System.Text.Json.Nodes.JsonNode.Parse("""{"a":["********"]}""") } } }));

    [Fact]
    public void Times_in_values_of_any_kind_are_written_in_iso_8601() =>
        new SampleKinds { Anything = DateTime.UnixEpoch }.ToJson().ShouldContain("\"1970-01-01T00:00:00.0000000Z\"");

    [Fact]
    public void Reference_that_is_no_text_is_refused() =>
        Should.Throw<FormatException>(() => BlockReference.Parse("""{"block_document_id":"\ud800"}"""));
}

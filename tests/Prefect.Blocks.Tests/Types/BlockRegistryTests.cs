using Microsoft.Extensions.Logging;
using Prefect.Testing;

namespace Prefect.Blocks.Tests.Types;

[Collection<RunsAlone>]
public sealed class BlockRegistryTests
{
    [Fact]
    public void Declared_type_is_found_by_its_slug()
    {
        BlockRegistry.Get("secret").ShouldBeSameAs(Secret.BlockType);
        BlockRegistry.Types.ShouldContain(LocalFileSystem.BlockType);
        BlockRegistry.Find("no-such-type").ShouldBeNull();
    }

    [Theory]
    [InlineData("s3-bucket", "Prefect.Aws")]
    [InlineData("gcs-bucket", "Prefect.Gcp")]
    [InlineData("azure-blob-storage-container", "Prefect.Azure")]
    public void Unknown_type_names_the_package_that_holds_it(string slug, string package)
    {
        UnknownBlockTypeException exception = Should.Throw<UnknownBlockTypeException>(() => BlockRegistry.Get(slug));
        exception.SuggestedPackage.ShouldBe(package);
        exception.Message.ShouldContain($"dotnet add package {package}");
    }

    [Fact]
    public void Unknown_type_of_nobody_is_named()
    {
        UnknownBlockTypeException exception = Should.Throw<UnknownBlockTypeException>(() => BlockRegistry.Get("no-such-type"));
        exception.Slug.ShouldBe("no-such-type");
        exception.SuggestedPackage.ShouldBeNull();
    }

    [Fact]
    public void Second_type_of_a_slug_takes_the_place_of_the_first_with_a_warning()
    {
        CapturedLog log = new();
        ILoggerFactory before = PrefectLogging.LoggerFactory;
        PrefectLogging.LoggerFactory = log;
        try
        {
            BlockRegistry.Register("registry-test", typeof(Secret), static () => Secret.BlockType);
            BlockRegistry.Register("registry-test", typeof(Webhook), static () => Webhook.BlockType);
        }
        finally
        {
            PrefectLogging.LoggerFactory = before;
        }

        BlockRegistry.Get("registry-test").ShouldBeSameAs(Webhook.BlockType);
        log.Entries.ShouldContain(entry => entry.Level == LogLevel.Warning && entry.Message.Contains("'registry-test' is declared twice", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Type_can_be_registered_again_and_again()
    {
        await using TemporaryStore store = new();
        CancellationToken token = TestContext.Current.CancellationToken;
        RegisteredBlockType first = await Webhook.RegisterTypeAsync(store.Store, token);
        RegisteredBlockType second = await Webhook.RegisterTypeAsync(store.Store, token);
        second.Id.ShouldBe(first.Id);
        second.SchemaId.ShouldBe(first.SchemaId);
        await Should.ThrowAsync<ProtectedBlockException>(async () => await store.Store.DeleteTypeAsync("webhook", token));
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Prefect.Testing;

namespace Prefect.Blocks.Tests.Hosting;

public sealed class HostingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Configured_block_comes_before_a_saved_one()
    {
        await using TemporaryStore store = new();
        await new Webhook { Url = "https://stored.example.org/" }.SaveAsync("alerts", store: store.Store, cancellationToken: Cancellation);
        await new Webhook { Url = "https://stored.example.org/" }.SaveAsync("other", store: store.Store, cancellationToken: Cancellation);
        await using ServiceProvider services = Services(store.Store, new()
        {
            ["Prefect:Blocks:webhook:alerts:url"] = "https://configured.example.org/",
            ["Prefect:Blocks:webhook:alerts:method"] = "PUT",
            ["Prefect:Blocks:webhook:alerts:verify"] = "false",
            ["Prefect:Blocks:webhook:alerts:headers:x-key"] = "abc",
        });
        IBlocks blocks = services.GetRequiredService<IBlocks>();

        Webhook configured = await blocks.GetAsync<Webhook>("alerts", Cancellation);
        Webhook stored = await blocks.GetAsync<Webhook>("other", Cancellation);

        configured.Url.Reveal().ShouldBe("https://configured.example.org/");
        configured.Method.ShouldBe(WebhookMethod.Put);
        configured.Verify.ShouldBeFalse();
        configured.Headers.Keys.ShouldBe(["x-key"]);
        stored.Url.Reveal().ShouldBe("https://stored.example.org/");
    }

    [Fact]
    public async Task Unknown_and_missing_keys_are_named()
    {
        await using TemporaryStore store = new();
        await using ServiceProvider services = Services(store.Store, new() { ["Prefect:Blocks:webhook:alerts:ulr"] = "https://example.org/" });
        BlockValidationException exception = await Should.ThrowAsync<BlockValidationException>(
            () => services.GetRequiredService<IBlocks>().GetAsync<Webhook>("alerts", Cancellation));
        exception.Problems.Select(problem => problem.Path).ShouldBe(["url", "ulr"]);
    }

    [Fact]
    public async Task Health_check_reports_a_missing_block_and_a_good_one()
    {
        await using TemporaryStore store = new();
        using TemporaryDirectory folder = new();
        await new LocalFileSystem { Basepath = folder.Path }.SaveAsync("files", store: store.Store, cancellationToken: Cancellation);
        HealthCheckContext context = new()
        {
            Registration = new HealthCheckRegistration("files", new BlockHealthCheck("x/y"), HealthStatus.Degraded, []),
        };

        (await new BlockHealthCheck("local-file-system/files", store.Store).CheckHealthAsync(context, Cancellation))
            .Status.ShouldBe(HealthStatus.Healthy);
        (await new BlockHealthCheck("local-file-system/missing", store.Store).CheckHealthAsync(context, Cancellation))
            .Status.ShouldBe(HealthStatus.Degraded);
    }

    private static ServiceProvider Services(IBlockStore store, Dictionary<string, string?> configuration) => new ServiceCollection()
        .AddSingleton(store)
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(configuration).Build())
        .AddPrefectBlocks()
        .BuildServiceProvider();
}

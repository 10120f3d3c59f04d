using System.Diagnostics;
using System.Net;

namespace Prefect.Testing.Tests;

public sealed class S3rverServerTests(S3rverServer shared)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_and_every_start_gives_the_same_server()
    {
        Uri[] addresses = await Task.WhenAll(shared.StartAsync(Token), shared.StartAsync(Token));
        addresses[0].ShouldBe(addresses[1]);
        shared.Endpoint.ShouldBe(addresses[0]);
        shared.Endpoint.IsLoopback.ShouldBeTrue();

        using HttpClient client = new();
        (await client.GetStringAsync(shared.Endpoint, Token)).ShouldContain("ListAllMyBucketsResult");
    }

    [Fact]
    public async Task Leaves_no_process_and_no_answer_behind()
    {
        await shared.StartAsync(Token);
        S3rverServer server = new();
        Uri endpoint = await server.StartAsync(Token);
        int[] processes = ProcessTree.Of(server.ProcessId.ShouldNotBeNull());
        processes.Length.ShouldBeGreaterThan(1);

        await server.DisposeAsync();

        await ProcessTree.ShouldEndAsync(processes);
        using HttpClient client = new();
        await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync(endpoint, Token));
        server.ProcessId.ShouldBeNull();
    }

    [Fact]
    public async Task The_server_ends_with_the_process_that_started_it()
    {
        await shared.StartAsync(Token);
        using TemporaryDirectory data = new();
        using Process run = Process.Start(new EmulatorInstallation("s3rver").Script("run.sh", "s3rver", data.Path))!;
        while ((await run.StandardOutput.ReadLineAsync(Token))?.Contains("listening", StringComparison.Ordinal) == false)
        {
        }

        int[] processes = ProcessTree.Of(run.Id);
        run.StandardInput.Close();
        await run.WaitForExitAsync(Token);

        await ProcessTree.ShouldEndAsync(processes);
    }

    [Fact]
    public async Task Installing_again_does_nothing_and_is_quick()
    {
        await shared.StartAsync(Token);
        long start = Stopwatch.GetTimestamp();
        ProcessOutput installed = await ProcessOutput.OfAsync(new EmulatorInstallation("s3rver").Script("install.sh", "s3rver"), Token);

        installed.ExitCode.ShouldBe(0);
        installed.Error.ShouldContain("s3rver is installed");
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Works_behind_the_fault_proxy()
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(await shared.StartAsync(Token), Token);
        proxy.Inject(Fault.HtmlUnavailable());
        using HttpClient client = new();

        using HttpResponseMessage refused = await client.GetAsync(proxy.Endpoint, Token);
        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await client.GetStringAsync(proxy.Endpoint, Token)).ShouldContain("ListAllMyBucketsResult");
    }
}

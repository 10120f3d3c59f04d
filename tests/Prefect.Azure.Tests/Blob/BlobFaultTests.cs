using System.Diagnostics;
using System.Net;
using Prefect.Testing;

namespace Prefect.Azure.Tests;

public sealed class BlobFaultTests(AzuriteServer azurite) : BlobTest(azurite)
{
    private static readonly byte[] s_content = Pattern(3_000_000);
    private static readonly Canary s_key = new("account key", AzuriteServer.Key);

    public static TheoryData<string> Cuts => ["reset", "truncate", "stall"];

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_download_that_breaks_off_goes_on_where_it_stopped(string cut)
    {
        await using FaultProxy proxy = await StartAsync();
        AzureBlobStorageContainer container = cut == "stall" ? Impatient(proxy, TimeSpan.FromSeconds(2)) : Through(proxy);
        await container.ReadPathAsync("k", Token);
        proxy.Clear();
        proxy.Inject(Cut(cut, 1_000_000), IsDownload);
        proxy.Inject(Cut(cut, 500_000), IsDownload);

        string path = await container.DownloadObjectToPathAsync("k", Folder.Combine("k"), cancellationToken: Token);

        (await File.ReadAllBytesAsync(path, Token)).AsSpan().SequenceEqual(s_content).ShouldBeTrue();
        ProxiedRequest[] downloads = [.. proxy.Requests.Where(IsDownload)];
        downloads[1].Headers["If-Match"].ShouldNotBeEmpty();
        if (cut == "stall")
        {
            // A slow machine is taken for a stall too, which makes requests more.
            downloads.Length.ShouldBeGreaterThanOrEqualTo(3);
            return;
        }

        downloads.Length.ShouldBe(3);
        downloads[1].Headers["x-ms-range"].ShouldBe("bytes=1000000-2999999");
    }

    [Fact]
    public async Task A_download_that_breaks_off_too_often_leaves_no_file()
    {
        await using FaultProxy proxy = await StartAsync();
        proxy.Inject(Fault.ResetAfter(1000), IsDownload, times: int.MaxValue);

        AzureException exception = await Should.ThrowAsync<AzureException>(
            () => Through(proxy).DownloadObjectToPathAsync("k", Folder.Combine("sub/k"), cancellationToken: Token));

        exception.IsTransient.ShouldBeTrue();
        exception.Message.ShouldContain("broke off at byte");
        exception.InnerException.ShouldNotBeNull();
        Directory.GetFiles(Folder.Path, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_download_whose_blob_is_changed_meanwhile_fails_rather_than_mixing_both()
    {
        await using FaultProxy proxy = await StartAsync();
        FaultRule delayed = proxy.Inject(Fault.ResetAfter(1_000_000), IsDownload);
        AzureBlobStorageContainer container = Through(proxy).WithTransfer(Quick with { RangeSize = 64 * 1024, Parallelism = 1 });
        OnFirstReport change = new(() => Raw.GetBlobClient("k").Upload(Bytes("changed"), Token));

        AzureException exception = await Should.ThrowAsync<AzureException>(
            () => container.DownloadObjectToPathAsync("k", Folder.Combine("k"), change, Token));

        delayed.Hits.ShouldBe(1);
        exception.ErrorCode.ShouldBe("ConditionNotMet");
        exception.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        Directory.GetFiles(Folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_range_whose_checksum_is_wrong_is_read_again()
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(Azurite.Endpoint, Token);
        (string, string)[] head =
        [
            ("ETag", "\"0x1\""), ("Content-Range", "bytes 0-3/4"), ("x-ms-content-crc64", BlobCrc64.ComputeText(Bytes("good"))),
        ];
        FaultRule bad = proxy.Inject(Fault.Answer(HttpStatusCode.PartialContent, "evil", headers: head), IsDownload);
        FaultRule good = proxy.Inject(Fault.Answer(HttpStatusCode.PartialContent, "good", headers: head), IsDownload);

        (await Through(proxy).ReadPathAsync("k", Token)).ShouldBe(Bytes("good"));

        (bad.Hits, good.Hits).ShouldBe((1, 1));
        proxy.Requests[0].Headers["x-ms-range-get-content-crc64"].ShouldBe("true");
    }

    [Fact]
    public async Task A_service_that_gives_another_part_than_was_asked_for_is_not_believed()
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(Azurite.Endpoint, Token);
        proxy.Inject(Fault.Answer(HttpStatusCode.PartialContent, new string('a', 65536), headers: [("ETag", "\"0x1\""), ("Content-Range", "bytes 0-65535/131072")]), IsDownload, times: int.MaxValue);

        (await Should.ThrowAsync<AzureException>(() => Through(proxy).WithTransfer(Quick with { RangeSize = 65536 }).ReadPathAsync("k", Token)))
            .Message.ShouldContain("another part");
    }

    [Theory]
    [InlineData("<html>Sign in to this network</html>", "text/html")]
    [InlineData("", "text/plain")]
    public async Task A_page_in_the_place_of_a_blob_is_not_taken_for_its_content(string page, string type)
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(Azurite.Endpoint, Token);
        proxy.Inject(Fault.Answer(HttpStatusCode.OK, page, type), times: int.MaxValue);
        AzureBlobStorageContainer container = Through(proxy);

        (await FailAsync(container)).Message.ShouldContain("none that this service gives");
        (await Should.ThrowAsync<AzureException>(() => container.WritePathAsync("k", Bytes("lost"), Token))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_cancelled_download_leaves_no_file()
    {
        await using FaultProxy proxy = await StartAsync();
        proxy.Inject(Fault.StallAfter(1), IsDownload, skip: 3);
        using CancellationTokenSource cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await Should.ThrowAsync<OperationCanceledException>(() => Container(endpoint: proxy.Endpoint).WithTransfer(Quick with { RangeSize = 64 * 1024 })
            .DownloadObjectToPathAsync("k", Folder.Combine("k"), new OnFirstReport(cancelled.Cancel), cancelled.Token));

        Directory.GetFiles(Folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Busy_and_broken_answers_are_tried_again()
    {
        await using FaultProxy proxy = await StartAsync();
        FaultRule html = proxy.Inject(Fault.HtmlUnavailable(), IsDownload);
        FaultRule error = proxy.Inject(Fault.XmlInternalError(), IsDownload);
        FaultRule reset = proxy.Inject(Fault.Reset(), IsDownload);

        (await Container(endpoint: proxy.Endpoint).ReadPathAsync("k", Token)).Length.ShouldBe(s_content.Length);

        (html.Hits, error.Hits, reset.Hits).ShouldBe((1, 1, 1));
    }

    [Fact]
    public async Task The_service_says_how_long_to_wait()
    {
        await using FaultProxy proxy = await StartAsync();
        proxy.Inject(Fault.TooManyRequests(retryAfterSeconds: 1), IsDownload);
        long start = Stopwatch.GetTimestamp();

        await Container(endpoint: proxy.Endpoint).ReadPathAsync("k", Token);

        Stopwatch.GetElapsedTime(start).ShouldBeGreaterThan(TimeSpan.FromSeconds(0.9));
    }

    [Fact]
    public async Task Answers_that_stay_bad_become_errors_that_say_so()
    {
        await using FaultProxy proxy = await StartAsync();
        AzureBlobStorageContainer container = Container(endpoint: proxy.Endpoint).WithTransfer(Quick with { Retries = 0 });
        proxy.Inject(Fault.HtmlUnavailable(), IsDownload);
        proxy.Inject(Fault.XmlInternalError(), IsDownload);
        proxy.Inject(Fault.TooManyRequests(), IsDownload);
        proxy.Inject(Fault.Answer(HttpStatusCode.ServiceUnavailable, "<?xml version=\"1.0\"?><Error><Code>ServerBusy</Code><Message>Ingress is over the account limit.\nRequestId:R7\nTime:now</Message></Error>", "application/xml", ("x-ms-request-id", "R7")), IsDownload);
        proxy.Inject(Fault.Answer(HttpStatusCode.Forbidden, "<Error><Code>AuthenticationFailed</Code><Message>Server failed to authenticate the request.</Message><AuthenticationErrorDetail>The MAC signature found is abc.</AuthenticationErrorDetail></Error>", "application/xml"), IsDownload);
        proxy.Inject(Fault.Answer(HttpStatusCode.Redirect, "", headers: [("Location", "http://127.0.0.1:1/")]), IsDownload);
        proxy.Inject(Fault.Answer(HttpStatusCode.BadRequest, "<Error><Code>Half"), IsDownload);

        AzureException[] errors = new AzureException[7];
        for (int index = 0; index < errors.Length; index++)
        {
            errors[index] = await FailAsync(container);
        }

        errors.Select(error => (int)error.StatusCode!).ShouldBe([503, 500, 429, 503, 403, 302, 400]);
        errors.Select(error => error.IsTransient).ShouldBe([true, true, true, true, false, false, false]);
        errors[3].ErrorCode.ShouldBe("ServerBusy");
        errors[3].RequestId.ShouldBe("R7");
        errors[3].Message.ShouldNotContain("Time:now");
        errors[4].Message.ShouldContain("save the credentials again");
        errors[4].ToString().ShouldNotContain("MAC signature");
        errors.ShouldAllBe(error => error.Message.Contains($"{Name}/k", StringComparison.Ordinal));
        LeakSweep sweep = new(s_key);
        Array.ForEach(errors, error => sweep.AssertClean(error));
    }

    [Theory]
    [InlineData("<html><body>Welcome</body></html>")]
    [InlineData("<EnumerationResults><Blobs><Blob><Name>a")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><EnumerationResults>&a;</EnumerationResults>")]
    [InlineData("")]
    public async Task A_listing_that_is_none_is_an_error(string body)
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(Azurite.Endpoint, Token);
        proxy.Inject(Fault.Answer(HttpStatusCode.OK, body, "application/xml"), times: int.MaxValue);

        (await Should.ThrowAsync<AzureException>(() => ListAsync(proxy))).Message.ShouldContain("none that this service gives");
    }

    [Fact]
    public async Task A_listing_that_does_not_move_on_is_given_up()
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(Azurite.Endpoint, Token);
        proxy.Inject(
            Fault.Answer(HttpStatusCode.OK, "<EnumerationResults><Blobs><Blob><Name>a</Name></Blob></Blobs><NextMarker>m</NextMarker></EnumerationResults>", "application/xml"),
            times: int.MaxValue);

        (await Should.ThrowAsync<AzureException>(() => ListAsync(proxy))).Message.ShouldContain("same marker twice");
    }

    [Fact]
    public async Task A_service_that_never_answers_is_given_up()
    {
        await using FaultProxy proxy = await StartAsync();
        proxy.Inject(Fault.NeverAnswer(), IsDownload, times: int.MaxValue);
        long start = Stopwatch.GetTimestamp();

        AzureException exception = await FailAsync(Impatient(proxy, TimeSpan.FromMilliseconds(400)));

        exception.IsTransient.ShouldBeTrue();
        exception.Message.ShouldContain("no answer in time");

        // By default it would be four times as many seconds as the SDK waits for one try: 100.
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_cancelled_call_ends_while_the_service_never_answers()
    {
        await using FaultProxy proxy = await StartAsync();
        using CancellationTokenSource cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        proxy.Inject(Fault.NeverAnswer(), IsDownload, times: int.MaxValue);
        Task<byte[]> reading = Container(endpoint: proxy.Endpoint).ReadPathAsync("k", cancelled.Token);

        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task A_service_that_cannot_be_reached_keeps_the_exception_of_the_connection()
    {
        AzureException exception = await FailAsync(Container(endpoint: new Uri("http://127.0.0.1:1/")).WithTransfer(Quick with { Retries = 0 }));

        exception.StatusCode.ShouldBeNull();
        exception.IsTransient.ShouldBeTrue();
        exception.GetBaseException().ShouldBeAssignableTo<System.Net.Sockets.SocketException>();
    }

    [Theory]
    [InlineData(10)]
    [InlineData(300_000)]
    public async Task An_upload_whose_answer_is_lost_is_sent_again_and_not_taken_for_somebody_elses(int length)
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(Azurite.Endpoint, Token);
        FaultRule lost = proxy.Inject(Fault.LoseAnswer(), request => request.Method == "PUT" && !request.Query.Contains("comp=block&", StringComparison.Ordinal));
        FaultRule reset = proxy.Inject(Fault.ResetUploadAfter(1), request => request.Method == "PUT");
        byte[] content = Pattern(length);

        await Container(endpoint: proxy.Endpoint).WithTransfer(Quick with { BlockSize = 64 * 1024 })
            .UploadFromStreamAsync(new MemoryStream(content), "again", cancellationToken: Token);

        (lost.Hits, reset.Hits).ShouldBe((1, 1));
        (await Container().ReadPathAsync("again", Token)).AsSpan().SequenceEqual(content).ShouldBeTrue();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_listing_that_is_reset_again_and_again_is_the_services_fault(int retries)
    {
        await using FaultProxy proxy = await StartAsync();
        proxy.Inject(Fault.ResetAfter(50), request => request.Query.Contains("comp=list", StringComparison.Ordinal), times: int.MaxValue);

        AzureException exception = await Should.ThrowAsync<AzureException>(async () =>
        {
            await foreach (string _ in Container(endpoint: proxy.Endpoint).WithTransfer(Quick with { Retries = retries }).ListBlobsAsync(Token))
            {
            }
        });

        exception.IsTransient.ShouldBeTrue();
    }

    private static bool IsDownload(ProxiedRequest request) => request.Method == "GET" && request.Path.EndsWith("/k", StringComparison.Ordinal);

    private static Fault Cut(string kind, long bytes) => kind switch
    {
        "reset" => Fault.ResetAfter(bytes),
        "truncate" => Fault.TruncateAfter(bytes),
        _ => Fault.StallAfter(bytes),
    };

    private static Task<AzureException> FailAsync(AzureBlobStorageContainer container) => Should.ThrowAsync<AzureException>(() => container.ReadPathAsync("k", Token));

    private async Task ListAsync(FaultProxy proxy)
    {
        await foreach (string _ in Container(endpoint: proxy.Endpoint).ListBlobsAsync(Token))
        {
        }
    }

    private AzureBlobStorageContainer Through(FaultProxy proxy) =>
        Container(endpoint: proxy.Endpoint).WithTransfer(Quick with { ContentCheck = BlobContentCheck.Crc64 });

    private AzureBlobStorageContainer Impatient(FaultProxy proxy, TimeSpan timeout) =>
        Container(endpoint: proxy.Endpoint).WithTransfer(Quick with { Timeout = timeout, ContentCheck = BlobContentCheck.Crc64 });

    // What the emulator does not know is asked for once: before the test counts.
    private async Task<FaultProxy> StartAsync()
    {
        await Container().WritePathAsync("k", s_content, Token);
        FaultProxy proxy = await FaultProxy.StartAsync(Azurite.Endpoint, Token);
        await Through(proxy).ReadPathAsync("k", Token);
        await Container(endpoint: proxy.Endpoint).ReadPathAsync("k", Token);
        await Container(endpoint: proxy.Endpoint).WithTransfer(Quick with { Retries = 0 }).ReadPathAsync("k", Token);
        proxy.Clear();
        return proxy;
    }
}

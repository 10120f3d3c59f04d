using System.Diagnostics;
using System.Net;
using Prefect.Testing;

namespace Prefect.Gcp.Tests;

public sealed class GcsFaultTests(GcsServer server) : GcsTest(server)
{
    private const int Small = 256 * 1024;

    private static readonly byte[] s_content = Pattern(3_000_000);

    public static TheoryData<string> Cuts => ["reset", "truncate", "stall"];

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_download_that_breaks_off_goes_on_where_it_stopped(string cut)
    {
        await using FaultProxy proxy = await StartAsync();
        proxy.Inject(Cut(cut, 1_000_000), IsDownload);
        proxy.Inject(Cut(cut, 500_000), IsDownload);

        string path = await (cut == "stall" ? Impatient(proxy) : Through(proxy)).DownloadObjectToPathAsync("k", Folder.Combine("k"), cancellationToken: Token);

        (await File.ReadAllBytesAsync(path, Token)).AsSpan().SequenceEqual(s_content).ShouldBeTrue();
        ProxiedRequest[] downloads = [.. proxy.Requests.Where(IsDownload)];
        downloads[0].Query.ShouldNotContain("generation=");
        downloads[1].Query.ShouldContain("generation=");
        if (cut == "stall")
        {
            // A slow machine is taken for a stall too, which makes requests more.
            downloads.Length.ShouldBeGreaterThanOrEqualTo(3);
            return;
        }

        downloads.Length.ShouldBe(3);
        downloads[1].Headers["Range"].ShouldBe("bytes=1000000-2999999");
        downloads[2].Headers["Range"].ShouldBe("bytes=1500000-2999999");
    }

    [Fact]
    public async Task A_download_that_breaks_off_too_often_leaves_no_file()
    {
        await using FaultProxy proxy = await StartAsync();
        proxy.Inject(Fault.ResetAfter(0), IsDownload, times: int.MaxValue);

        GcpException exception = await Should.ThrowAsync<GcpException>(
            () => Through(proxy).DownloadObjectToPathAsync("k", Folder.Combine("sub/k"), cancellationToken: Token));

        exception.IsTransient.ShouldBeTrue();
        exception.Message.ShouldContain("broke off at byte 0 of 3000000, 4 times in a row");
        exception.InnerException.ShouldNotBeNull();
        Directory.GetFiles(Folder.Path, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_download_that_gets_on_is_not_given_up_however_often_it_breaks()
    {
        await using FaultProxy proxy = await StartAsync();
        proxy.Inject(Fault.ResetAfter(200_000), IsDownload, times: 14);

        (await Through(proxy).ReadPathAsync("k", Token)).AsSpan().SequenceEqual(s_content).ShouldBeTrue();
    }

    [Fact]
    public async Task A_download_whose_object_is_changed_meanwhile_fails_rather_than_mixing_both()
    {
        await using FaultProxy proxy = await StartAsync();
        GcsBucket bucket = Through(proxy).WithTransfer(Options(proxy) with { RangeSize = 64 * 1024, Parallelism = 1 });
        OnFirstReport change = new(() => Bucket().WritePath("k", Bytes("changed"), Token));

        GcpException exception = await Should.ThrowAsync<GcpException>(() => bucket.DownloadObjectToPathAsync("k", Folder.Combine("k"), change, Token));

        exception.Message.ShouldContain("changed or deleted while it was downloaded");
        Directory.GetFiles(Folder.Path).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("crc32c=AAAAAA==")]
    [InlineData("md5=AAAAAAAAAAAAAAAAAAAAAA==")]
    public async Task Content_whose_checksum_is_another_is_no_file(string hash)
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(Server.Endpoint, Token);
        (string, string)[] head = [("x-goog-generation", "7"), ("Content-Range", "bytes 0-3/4"), ("x-goog-hash", hash)];
        proxy.Inject(Fault.Answer(HttpStatusCode.PartialContent, "evil", headers: head), IsDownload, times: int.MaxValue);

        GcpException exception = await Should.ThrowAsync<GcpException>(() => Through(proxy).DownloadObjectToPathAsync("k", Folder.Combine("k"), cancellationToken: Token));

        exception.Message.ShouldContain("checksum");
        exception.IsTransient.ShouldBeTrue();
        Directory.GetFiles(Folder.Path).ShouldBeEmpty();
        (await Through(proxy).WithTransfer(Options(proxy) with { VerifyChecksums = false }).ReadPathAsync("k", Token)).ShouldBe(Bytes("evil"));
    }

    [Fact]
    public async Task Content_with_the_right_checksums_is_taken()
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(Server.Endpoint, Token);
        (string, string)[] head = [("x-goog-generation", "7"), ("Content-Range", "bytes 0-10/11"), ("x-goog-hash", "md5=XrY7u+Ae7tCTyyK7j1rNww==")];
        proxy.Inject(Fault.Answer(HttpStatusCode.PartialContent, "hello world", headers: head), IsDownload);
        (await Through(proxy).ReadPathAsync("k", Token)).ShouldBe(Bytes("hello world"));
    }

    [Fact]
    public async Task A_service_that_gives_another_part_than_was_asked_for_is_not_believed()
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(Server.Endpoint, Token);
        (string, string)[] head = [("x-goog-generation", "7"), ("Content-Range", "bytes 0-65535/131072")];
        proxy.Inject(Fault.Answer(HttpStatusCode.PartialContent, new string('a', 65536), headers: head), IsDownload, times: int.MaxValue);

        (await Should.ThrowAsync<GcpException>(() => Through(proxy).WithTransfer(Options(proxy) with { RangeSize = 65536 }).ReadPathAsync("k", Token)))
            .Message.ShouldContain("another part");
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("lost")]
    [InlineData("busy")]
    [InlineData("throttled")]
    public async Task An_upload_that_breaks_off_goes_on_with_what_the_service_lacks(string fault)
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(Server.Endpoint, Token);
        FaultRule broken = proxy.Inject(
            fault switch
            {
                "reset" => Fault.ResetUploadAfter(700_000),
                "lost" => Fault.LoseAnswer(),
                "busy" => Fault.HtmlUnavailable(),
                _ => Fault.TooManyRequests(),
            },
            IsPiece,
            skip: 1,
            times: 2);

        GcsBucket bucket = Through(proxy).WithTransfer(Options(proxy) with { ChunkSize = 4 * Small });
        await bucket.UploadFromStreamAsync(new ForwardStream(s_content), "up", cancellationToken: Token);

        broken.Hits.ShouldBe(2);
        proxy.Requests.ShouldContain(static request => request.Method == "PUT" && request.Headers["Content-Range"].StartsWith("bytes */", StringComparison.Ordinal));
        (await Bucket().ReadPathAsync("up", Token)).AsSpan().SequenceEqual(s_content).ShouldBeTrue();
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(10, true)]
    [InlineData(10, false)]
    [InlineData(3_000_000, true)]
    [InlineData(3_000_000, false)]
    public async Task An_upload_whose_answer_is_lost_is_not_taken_for_somebody_elses(int length, bool overwrite)
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(Server.Endpoint, Token);
        FaultRule lost = proxy.Inject(
            Fault.LoseAnswer(),
            request => request.Query.Contains("uploadType=multipart", StringComparison.Ordinal)
                || (IsPiece(request) && !request.Headers["Content-Range"].EndsWith('*')));

        GcsBucket bucket = Through(proxy).WithTransfer(Options(proxy) with { Overwrite = overwrite });
        await bucket.UploadFromStreamAsync(new ForwardStream(Pattern(length)), "up", cancellationToken: Token);

        lost.Hits.ShouldBe(1);
        (await Bucket().ReadPathAsync("up", Token)).AsSpan().SequenceEqual(Pattern(length)).ShouldBeTrue();
    }

    [Fact]
    public async Task An_object_that_somebody_else_wrote_is_not_taken_for_ones_own()
    {
        await PutAsync("up");
        await using FaultProxy proxy = await FaultProxy.StartAsync(Server.Endpoint, Token);
        proxy.Inject(Fault.HtmlUnavailable(), static request => request.Method == "POST");
        GcsBucket careful = Through(proxy).WithTransfer(Options(proxy) with { Overwrite = false });

        (await Should.ThrowAsync<GcpException>(() => careful.UploadFromStreamAsync(new MemoryStream([1]), "up", cancellationToken: Token)))
            .StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task An_upload_that_breaks_off_too_often_stores_nothing()
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(Server.Endpoint, Token);
        proxy.Inject(Fault.ResetUploadAfter(1), IsPiece, skip: 1, times: int.MaxValue);

        GcpException exception = await Should.ThrowAsync<GcpException>(
            () => Through(proxy).UploadFromStreamAsync(new ForwardStream(s_content), "up", cancellationToken: Token));

        exception.IsTransient.ShouldBeTrue();
        exception.Message.ShouldContain($"gs://{Name}/up");
        exception.Message.ShouldContain("broke off at byte 262144, 4 times in a row");
        (await NamesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Busy_and_broken_answers_are_tried_again()
    {
        await using FaultProxy proxy = await StartAsync();
        FaultRule html = proxy.Inject(Fault.HtmlUnavailable(), IsDownload);
        FaultRule error = proxy.Inject(Fault.XmlInternalError(), IsDownload);
        FaultRule reset = proxy.Inject(Fault.Reset(), IsDownload);

        (await Bucket(endpoint: proxy.Endpoint).ReadPathAsync("k", Token)).Length.ShouldBe(s_content.Length);

        (html.Hits, error.Hits, reset.Hits).ShouldBe((1, 1, 1));
    }

    [Fact]
    public async Task Answers_that_stay_bad_become_errors_that_say_so()
    {
        await using FaultProxy proxy = await StartAsync();
        GcsBucket bucket = Bucket(endpoint: proxy.Endpoint).WithTransfer(Options(proxy) with { Retries = 0 });
        proxy.Inject(Fault.HtmlUnavailable(), IsDownload);
        proxy.Inject(Fault.TooManyRequests(), IsDownload);
        proxy.Inject(Fault.Answer(HttpStatusCode.Forbidden, "worker@p.iam.gserviceaccount.com does not have storage.objects.get access.", headers: [("x-guploader-uploadid", "R7")]), IsDownload);
        proxy.Inject(Fault.Answer(HttpStatusCode.Redirect, "", headers: [("Location", "http://127.0.0.1:1/")]), IsDownload);
        proxy.Inject(Fault.Answer(HttpStatusCode.BadRequest, """{"error":{"code":400,"mess"""), IsDownload);

        GcpException[] errors = new GcpException[5];
        for (int index = 0; index < errors.Length; index++)
        {
            errors[index] = await Should.ThrowAsync<GcpException>(() => bucket.ReadPathAsync("k", Token));
        }

        errors.Select(static error => (int)error.StatusCode!).ShouldBe([503, 429, 403, 302, 400]);
        errors.Select(static error => error.IsTransient).ShouldBe([true, true, false, false, false]);
        errors[2].RequestId.ShouldBe("R7");
        errors.ShouldAllBe(error => error.Message.Contains($"gs://{Name}/k", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<html><body>Welcome</body></html>")]
    [InlineData("{\"items\":[{\"name\":\"a")]
    [InlineData("")]
    [InlineData("[]")]
    public async Task A_document_that_is_none_is_an_error(string body)
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(Server.Endpoint, Token);
        proxy.Inject(Fault.Answer(HttpStatusCode.OK, body, "application/json"), times: int.MaxValue);
        GcsBucket bucket = Through(proxy);

        (await Should.ThrowAsync<GcpException>(() => bucket.ListFoldersAsync(cancellationToken: Token))).Message.ShouldContain($"gs://{Name}");
        await Should.ThrowAsync<GcpException>(() => bucket.WritePathAsync("k", Bytes("lost"), Token));
        await Should.ThrowAsync<GcpException>(() => bucket.UploadFromStreamAsync(new MemoryStream(s_content), "k", cancellationToken: Token));
    }

    [Fact]
    public async Task A_service_that_never_answers_is_given_up()
    {
        await using FaultProxy proxy = await StartAsync();
        proxy.Inject(Fault.NeverAnswer(), times: int.MaxValue);
        GcsBucket hasty = Bucket(endpoint: proxy.Endpoint).WithTransfer(Options(proxy) with { Timeout = TimeSpan.FromMilliseconds(400) });
        long start = Stopwatch.GetTimestamp();

        (await Should.ThrowAsync<GcpException>(() => hasty.ReadPathAsync("k", Token))).Message.ShouldContain("no answer in time");
        (await Should.ThrowAsync<GcpException>(() => hasty.ListFoldersAsync("k", Token))).IsTransient.ShouldBeTrue();

        // By default it would be four times a minute.
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_refusal_whose_words_do_not_arrive_is_known_by_its_status()
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(Server.Endpoint, Token);
        proxy.Inject(Fault.StallAfter(1), IsDownload, times: int.MaxValue);
        GcsBucket patient = Bucket(endpoint: proxy.Endpoint).WithTransfer(Options(proxy) with { Timeout = TimeSpan.FromSeconds(6) });

        (await Should.ThrowAsync<GcpException>(() => patient.ReadPathAsync("k", Token))).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        proxy.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_cancelled_call_ends_while_the_service_never_answers()
    {
        await using FaultProxy proxy = await StartAsync();
        using CancellationTokenSource cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        proxy.Inject(Fault.NeverAnswer(), IsDownload, times: int.MaxValue);
        Task<byte[]> reading = Bucket(endpoint: proxy.Endpoint).ReadPathAsync("k", cancelled.Token);

        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task A_service_that_cannot_be_reached_keeps_the_exception_of_the_connection()
    {
        Uri nowhere = new("http://127.0.0.1:1/");
        GcsBucket bucket = Bucket(endpoint: nowhere).WithTransfer(Quick(nowhere) with { Retries = 0 });

        GcpException exception = await Should.ThrowAsync<GcpException>(() => bucket.ReadPathAsync("k", Token));

        exception.StatusCode.ShouldBeNull();
        exception.IsTransient.ShouldBeTrue();
        exception.GetBaseException().ShouldBeAssignableTo<System.Net.Sockets.SocketException>();
    }

    private static bool IsDownload(ProxiedRequest request) => request.Method == "GET" && request.Path.EndsWith("/k", StringComparison.Ordinal);

    private static bool IsPiece(ProxiedRequest request) =>
        request.Method == "PUT" && !request.Headers["Content-Range"].StartsWith("bytes */", StringComparison.Ordinal);

    private static Fault Cut(string kind, long bytes) => kind switch
    {
        "reset" => Fault.ResetAfter(bytes),
        "truncate" => Fault.TruncateAfter(bytes),
        _ => Fault.StallAfter(bytes),
    };

    private static GcsTransferOptions Options(FaultProxy proxy) =>
        Quick(proxy.Endpoint) with { Timeout = TimeSpan.FromMinutes(1), ChunkSize = Small };

    private GcsBucket Impatient(FaultProxy proxy) => Bucket(endpoint: proxy.Endpoint).WithTransfer(Options(proxy) with { Timeout = TimeSpan.FromSeconds(2) });

    private GcsBucket Through(FaultProxy proxy) => Bucket(endpoint: proxy.Endpoint).WithTransfer(Options(proxy));

    private async Task<FaultProxy> StartAsync()
    {
        await Bucket().WritePathAsync("k", s_content, Token);
        return await FaultProxy.StartAsync(Server.Endpoint, Token);
    }
}

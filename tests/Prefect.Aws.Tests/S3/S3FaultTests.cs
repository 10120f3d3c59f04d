using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class S3FaultTests(MotoServer moto) : S3Test(moto)
{
    private static readonly byte[] s_content = Pattern(3_000_000);
    private static readonly JsonObject s_noRetries = new() { ["retries"] = new JsonObject { ["max_attempts"] = 0 } };

    public static TheoryData<string> Cuts => ["reset", "truncate", "stall"];

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_download_that_breaks_off_goes_on_where_it_stopped(string cut)
    {
        await using FaultProxy proxy = await StartAsync();
        proxy.Inject(Cut(cut, 1_000_000), IsDownload);
        proxy.Inject(Cut(cut, 500_000), IsDownload);

        TimeSpan patience = cut == "stall" ? TimeSpan.FromSeconds(2) : TimeSpan.FromMinutes(1);
        string path = await Through(proxy, patience).DownloadObjectToPathAsync("k", Folder.Combine("k"), cancellationToken: Token);

        (await File.ReadAllBytesAsync(path, Token)).AsSpan().SequenceEqual(s_content).ShouldBeTrue();
        ProxiedRequest[] downloads = [.. proxy.Requests.Where(IsDownload)];
        downloads[1].Headers["Range"].ShouldStartWith("bytes=");
        downloads[1].Headers["If-Match"].ShouldNotBeEmpty();
        if (cut == "stall")
        {
            // A slow machine is taken for a stall too, which makes requests more.
            downloads.Length.ShouldBeGreaterThanOrEqualTo(3);
            return;
        }

        downloads.Length.ShouldBe(3);
    }

    [Fact]
    public async Task A_listing_that_does_not_move_on_is_given_up()
    {
        await using FaultProxy proxy = await StartAsync();
        proxy.Inject(
            Fault.Answer(
                HttpStatusCode.OK,
                "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken><Contents><Key>a</Key><Size>1</Size></Contents></ListBucketResult>",
                "application/xml"),
            request => request.Query.Contains("list-type", StringComparison.Ordinal),
            times: int.MaxValue);

        AwsException exception = await Should.ThrowAsync<AwsException>(async () =>
        {
            await foreach (S3ObjectInfo _ in Through(proxy).ListObjectsAsync(cancellationToken: Token))
            {
            }
        });

        exception.Message.ShouldContain("continuation token twice");
    }

    [Fact]
    public async Task A_download_that_breaks_off_too_often_leaves_no_file()
    {
        await using FaultProxy proxy = await StartAsync();
        proxy.Inject(Fault.ResetAfter(1000), IsDownload, times: int.MaxValue);

        AwsException exception = await Should.ThrowAsync<AwsException>(
            () => Through(proxy).DownloadObjectToPathAsync("k", Folder.Combine("sub/k"), cancellationToken: Token));

        exception.IsTransient.ShouldBeTrue();
        exception.Message.ShouldContain("broke off at byte");
        exception.InnerException.ShouldNotBeNull();
        Directory.GetFiles(Folder.Path, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_download_whose_object_is_changed_meanwhile_fails_rather_than_mixing_both()
    {
        await using FaultProxy proxy = await StartAsync();
        proxy.Inject(Fault.ResetAfter(1_000_000), IsDownload);
        proxy.Inject(
            Fault.Answer(HttpStatusCode.PreconditionFailed, "<Error><Code>PreconditionFailed</Code><Message>Changed.</Message></Error>", "application/xml"), IsDownload);

        AwsException exception = await Should.ThrowAsync<AwsException>(
            () => Through(proxy).DownloadObjectToPathAsync("k", Folder.Combine("k"), cancellationToken: Token));

        exception.ErrorCode.ShouldBe("PreconditionFailed");
        Directory.GetFiles(Folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cancelled_download_leaves_no_file()
    {
        await using FaultProxy proxy = await StartAsync();
        proxy.Inject(Fault.StallAfter(1_000_000), IsDownload);
        using CancellationTokenSource cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await Should.ThrowAsync<OperationCanceledException>(() => Bucket(endpoint: proxy.Endpoint).DownloadObjectToPathAsync(
            "k", Folder.Combine("k"), new OnFirstReport(cancelled.Cancel), cancelled.Token));

        Directory.GetFiles(Folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Busy_and_broken_answers_are_tried_again()
    {
        await using FaultProxy proxy = await StartAsync();
        FaultRule html = proxy.Inject(Fault.HtmlUnavailable(), IsDownload);
        FaultRule error = proxy.Inject(Fault.XmlInternalError(), IsDownload);

        (await Bucket(endpoint: proxy.Endpoint).ReadPathAsync("k", Token)).Length.ShouldBe(s_content.Length);

        html.Hits.ShouldBe(1);
        error.Hits.ShouldBe(1);
    }

    [Fact]
    public async Task Answers_that_stay_bad_become_errors_that_say_so()
    {
        await using FaultProxy proxy = await StartAsync();
        S3Bucket bucket = Bucket(endpoint: proxy.Endpoint, config: s_noRetries);
        proxy.Inject(Fault.HtmlUnavailable(), IsDownload);
        proxy.Inject(Fault.XmlInternalError(), IsDownload);
        proxy.Inject(Fault.TooManyRequests(), IsDownload);
        proxy.Inject(Fault.Answer(HttpStatusCode.ServiceUnavailable, "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message><RequestId>R7</RequestId></Error>", "application/xml"), IsDownload);
        proxy.Inject(Fault.Answer(HttpStatusCode.Forbidden, "<Error><Code>SignatureDoesNotMatch</Code><Message>It does not match.</Message></Error>", "application/xml"), IsDownload);

        AwsException[] errors = [await FailAsync(bucket), await FailAsync(bucket), await FailAsync(bucket), await FailAsync(bucket), await FailAsync(bucket)];

        errors.Select(error => (int)error.StatusCode!).ShouldBe([503, 500, 429, 503, 403]);
        errors.Select(error => error.IsTransient).ShouldBe([true, true, true, true, false]);
        errors[3].ErrorCode.ShouldBe("SlowDown");
        errors[4].Message.ShouldContain("secret key is not the one");
        errors.ShouldAllBe(error => error.Message.Contains($"s3://{Name}/k", StringComparison.Ordinal));
        LeakSweep sweep = new(Secret);
        Array.ForEach(errors, error => sweep.AssertClean(error));
    }

    [Fact]
    public async Task A_store_that_never_answers_is_given_up()
    {
        await using FaultProxy proxy = await StartAsync();
        proxy.Inject(Fault.NeverAnswer(), IsDownload, times: int.MaxValue);
        JsonObject config = new() { ["retries"] = new JsonObject { ["max_attempts"] = 0 }, ["read_timeout"] = 0.5 };
        long start = Stopwatch.GetTimestamp();

        AwsException exception = await FailAsync(Bucket(endpoint: proxy.Endpoint, config: config));

        exception.IsTransient.ShouldBeTrue();
        exception.Message.ShouldContain("no answer in time");
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(50));
    }

    [Fact]
    public async Task A_store_that_cannot_be_reached_keeps_the_exception_of_the_connection()
    {
        AwsException exception = await FailAsync(Bucket(endpoint: new Uri("http://127.0.0.1:1/"), config: s_noRetries));

        exception.StatusCode.ShouldBeNull();
        exception.IsTransient.ShouldBeTrue();
        exception.InnerException.ShouldBeAssignableTo<HttpRequestException>();
    }

    [Fact]
    public async Task An_upload_whose_answer_is_lost_is_sent_again()
    {
        await using FaultProxy proxy = await StartAsync();
        FaultRule lost = proxy.Inject(Fault.LoseAnswer(), request => request.Method == "PUT");
        FaultRule reset = proxy.Inject(Fault.ResetUploadAfter(10_000), request => request.Method == "PUT");

        await Bucket(endpoint: proxy.Endpoint).WritePathAsync("again", s_content, Token);

        (lost.Hits, reset.Hits).ShouldBe((1, 1));
        (await Bucket().ReadPathAsync("again", Token)).AsSpan().SequenceEqual(s_content).ShouldBeTrue();
    }

    private static bool IsDownload(ProxiedRequest request) => request.Method == "GET" && request.Path.EndsWith("/k", StringComparison.Ordinal);

    private static Fault Cut(string kind, long bytes) => kind switch
    {
        "reset" => Fault.ResetAfter(bytes),
        "truncate" => Fault.TruncateAfter(bytes),
        _ => Fault.StallAfter(bytes),
    };

    private static Task<AwsException> FailAsync(S3Bucket bucket) => Should.ThrowAsync<AwsException>(() => bucket.ReadPathAsync("k", Token));

    private S3Bucket Through(FaultProxy proxy, TimeSpan? stallTimeout = null) => Bucket(endpoint: proxy.Endpoint)
        .WithTransfer(new S3TransferOptions { StallTimeout = stallTimeout ?? TimeSpan.FromMinutes(1), Retries = 3 });

    private async Task<FaultProxy> StartAsync()
    {
        await Bucket().WritePathAsync("k", s_content, Token);
        return await FaultProxy.StartAsync(Moto.Endpoint, Token);
    }
}

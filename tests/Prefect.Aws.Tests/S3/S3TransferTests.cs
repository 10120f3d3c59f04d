using System.Net;
using Amazon.S3.Model;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class S3TransferTests(MotoServer moto) : S3Test(moto)
{
    private const int Mebibyte = 1 << 20;
    private static readonly S3TransferOptions s_smallParts = new() { PartSize = 5 * Mebibyte, MultipartThreshold = 5 * Mebibyte };

    [Fact]
    public async Task A_large_file_goes_in_parts_and_comes_back_whole()
    {
        byte[] content = Pattern(12 * Mebibyte + 7);
        string file = Folder.Combine("large.bin");
        await File.WriteAllBytesAsync(file, content, Token);
        ProgressRecord progress = new();
        await using FaultProxy proxy = await FaultProxy.StartAsync(Moto.Endpoint, Token);

        await Bucket(endpoint: proxy.Endpoint).WithTransfer(s_smallParts).UploadFromPathAsync(file, "k", progress, Token);
        string copy = await Bucket().DownloadObjectToPathAsync("k", Folder.Combine("copy.bin"), cancellationToken: Token);

        proxy.Requests.Count(request => request.Query.Contains("partNumber", StringComparison.Ordinal)).ShouldBe(3);
        (await File.ReadAllBytesAsync(copy, Token)).AsSpan().SequenceEqual(content).ShouldBeTrue();
        progress.Reports.Select(report => report.BytesTransferred).ShouldBeInOrder();
        progress.Reports[^1].ShouldBe(new TransferProgress("k", content.Length, content.Length, 1, 1));
    }

    [Theory]
    [InlineData(10, 100)]
    [InlineData(10, 12 * Mebibyte)]
    [InlineData(6 * Mebibyte, 12 * Mebibyte)]
    public async Task A_stream_that_holds_more_than_its_length_said_is_uploaded_whole(int said, int held)
    {
        byte[] content = Pattern(held);
        await using UnderstatedStream stream = new(content, said);
        await Bucket().WithTransfer(s_smallParts).UploadFromStreamAsync(stream, "k", cancellationToken: Token);
        (await Bucket().ReadPathAsync("k", Token)).AsSpan().SequenceEqual(content).ShouldBeTrue();
    }

    [Fact]
    public async Task A_file_that_changes_while_it_is_uploaded_in_parts_is_not_stored_by_halves()
    {
        string file = Folder.Combine("growing.bin");
        await File.WriteAllBytesAsync(file, Pattern(12 * Mebibyte), Token);
        IOException exception = await Should.ThrowAsync<IOException>(() => Bucket().WithTransfer(s_smallParts)
            .UploadFromPathAsync(file, "k", new OnFirstReport(() => File.AppendAllText(file, "more")), Token));
        exception.Message.ShouldContain("growing.bin");
        (await Raw.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Name }, Token)).KeyCount.GetValueOrDefault().ShouldBe(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5 * Mebibyte - 1)]
    [InlineData(5 * Mebibyte)]
    [InlineData(5 * Mebibyte + 1)]
    [InlineData(11 * Mebibyte)]
    public async Task A_stream_of_unknown_length_is_uploaded_whole(int length)
    {
        byte[] content = Pattern(length);
        await using ForwardOnlyStream source = new(content);

        await Bucket().WithTransfer(s_smallParts).UploadFromStreamAsync(source, "k", cancellationToken: Token);

        (await Bucket().ReadPathAsync("k", Token)).AsSpan().SequenceEqual(content).ShouldBeTrue();
    }

    [Fact]
    public async Task A_stream_is_uploaded_from_its_position_on_and_stays_open()
    {
        using MemoryStream source = new(Bytes("head and tail")) { Position = 9 };

        await Bucket().UploadFromStreamAsync(source, "k", cancellationToken: Token);

        (await Bucket().ReadPathAsync("k", Token)).ShouldBe(Bytes("tail"));
        source.CanRead.ShouldBeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_upload_that_fails_in_a_part_is_taken_back(bool asFile)
    {
        byte[] content = Pattern(11 * Mebibyte);
        string file = Folder.Combine("large.bin");
        await File.WriteAllBytesAsync(file, content, Token);
        await using FaultProxy proxy = await FaultProxy.StartAsync(Moto.Endpoint, Token);
        proxy.Inject(Fault.Answer(HttpStatusCode.Forbidden, "<Error><Code>AccessDenied</Code><Message>No.</Message></Error>", "application/xml"),
            request => request.Query.Contains("partNumber=2", StringComparison.Ordinal), times: int.MaxValue);
        S3Bucket bucket = Bucket(endpoint: proxy.Endpoint).WithTransfer(s_smallParts);
        using MemoryStream stream = new(content);

        AwsException exception = await Should.ThrowAsync<AwsException>(
            () => asFile ? bucket.UploadFromPathAsync(file, "k", cancellationToken: Token) : bucket.UploadFromStreamAsync(stream, "k", cancellationToken: Token));

        exception.ErrorCode.ShouldBe("AccessDenied");
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task An_upload_that_is_cancelled_is_taken_back()
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(Moto.Endpoint, Token);
        using CancellationTokenSource cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        proxy.Inject(Fault.NeverAnswer(), request => request.Query.Contains("partNumber=2", StringComparison.Ordinal), times: int.MaxValue);
        await using ForwardOnlyStream stream = new(Pattern(11 * Mebibyte));

        await Should.ThrowAsync<OperationCanceledException>(() => Bucket(endpoint: proxy.Endpoint).WithTransfer(s_smallParts).UploadFromStreamAsync(
            stream, "k", new OnFirstReport(cancelled.Cancel), cancelled.Token));

        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task A_missing_file_is_named_before_anything_is_sent() =>
        (await Should.ThrowAsync<FileNotFoundException>(() => Bucket().UploadFromPathAsync(Folder.Combine("nothing"), cancellationToken: Token)))
            .Message.ShouldContain("nothing");

    [Fact]
    public async Task What_is_set_on_objects_is_stored_with_them()
    {
        S3ObjectSettings settings = new()
        {
            ContentType = "text/csv",
            CacheControl = "no-cache",
            StorageClass = "STANDARD_IA",
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = "data" },
        };

        await Bucket().WithTransfer(new S3TransferOptions { Objects = settings }).WritePathAsync("k", Bytes("a"), Token);

        GetObjectMetadataResponse head = await Raw.GetObjectMetadataAsync(Name, "k", Token);
        head.Headers.ContentType.ShouldBe("text/csv");
        head.Headers.CacheControl.ShouldBe("no-cache");
        head.Metadata["team"].ShouldBe("data");
        head.StorageClass.Value.ShouldBe("STANDARD_IA");
    }

    private async Task NothingIsLeftAsync()
    {
        ListMultipartUploadsResponse uploads = await Raw.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = Name }, Token);
        (uploads.MultipartUploads ?? []).ShouldBeEmpty();
        (await KeysAsync()).ShouldBeEmpty();
    }
}

using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class S3BucketTests(MotoServer moto) : S3Test(moto)
{
    [Fact]
    public async Task Writing_puts_the_folder_before_the_path_and_reading_takes_either_form()
    {
        S3Bucket bucket = Bucket("base");

        (await bucket.WritePathAsync("a.txt", Bytes("hello"), Token)).ShouldBe("base/a.txt");

        (await KeysAsync()).ShouldBe(["base/a.txt"]);
        (await bucket.ReadPathAsync("base/a.txt", Token)).ShouldBe(Bytes("hello"));
        (await bucket.ReadPathAsync("a.txt", Token)).ShouldBe(Bytes("hello"));
    }

    [Fact]
    public void The_blocking_twins_do_the_same()
    {
        S3Bucket bucket = Bucket("base");

        bucket.WritePath("a.txt", Bytes("hello"), Token).ShouldBe("base/a.txt");
        bucket.ReadPath("a.txt", Token).ShouldBe(Bytes("hello"));
        bucket.ListObjects(cancellationToken: Token).Select(item => item.Key).ShouldBe(["base/a.txt"]);
    }

    [Fact]
    public async Task An_empty_object_can_be_written_and_read()
    {
        await Bucket().WritePathAsync("empty", ReadOnlyMemory<byte>.Empty, Token);

        (await Bucket().ReadPathAsync("empty", Token)).ShouldBeEmpty();
        string path = await Bucket().DownloadObjectToPathAsync("empty", Folder.Combine("empty"), cancellationToken: Token);
        new FileInfo(path).Length.ShouldBe(0);
    }

    [Fact]
    public async Task Listing_with_a_delimiter_leaves_out_what_is_nested()
    {
        await PutAsync("a", "b", "folder/c");

        (await Bucket().ListObjectsAsync(delimiter: "/", cancellationToken: Token).Select(item => item.Key).ToListAsync(Token)).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task Listing_stops_after_the_most_items_across_pages()
    {
        await PutAsync("a", "b", "c", "d", "e");

        (await Bucket().ListObjectsAsync(pageSize: 2, maxItems: 3, cancellationToken: Token).Select(item => item.Key).ToListAsync(Token))
            .ShouldBe(["a", "b", "c"]);
        (await Bucket().ListObjectsAsync(maxItems: 0, cancellationToken: Token).ToListAsync(Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_query_selects_objects_of_each_page()
    {
        await PutAsync("s", "long-name-1", "long-name-2", "x");

        (await Bucket().ListObjectsAsync(pageSize: 2, jmespathQuery: "Contents[?Size > `5`][]", cancellationToken: Token).Select(item => item.Key).ToListAsync(Token))
            .ShouldBe(["long-name-1", "long-name-2"]);
    }

    [Fact]
    public async Task Listing_gives_size_and_time_and_tag()
    {
        await PutAsync("hello");

        S3ObjectInfo item = await Bucket().ListObjectsAsync(cancellationToken: Token).SingleAsync(Token);

        item.Size.ShouldBe(5);
        item.ETag.ShouldBe("5d41402abc4b2a76b9719d911017c592");
        item.LastModified!.Value.ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task A_file_is_uploaded_and_downloaded_whole()
    {
        S3Bucket bucket = Bucket("base");
        string file = Folder.WriteFile("report.csv", "a,b\n");

        (await bucket.UploadFromPathAsync(file, cancellationToken: Token)).ShouldBe("base/report.csv");
        string path = await bucket.DownloadObjectToPathAsync("report.csv", Folder.Combine("deep/er/copy.csv"), cancellationToken: Token);

        path.ShouldBe(Folder.Combine("deep/er/copy.csv"));
        (await File.ReadAllTextAsync(path, Token)).ShouldBe("a,b\n");
        Directory.GetFiles(Path.GetDirectoryName(path)!).ShouldBe([path]);
    }

    [Fact]
    public async Task A_stream_is_filled_and_stays_open()
    {
        await PutAsync("hello");
        using MemoryStream stream = new();

        (await Bucket().DownloadObjectToStreamAsync("hello", stream, cancellationToken: Token)).ShouldBeSameAs(stream);

        stream.ToArray().ShouldBe(Bytes("hello"));
        stream.CanWrite.ShouldBeTrue();
    }

    [Fact]
    public async Task Objects_are_streamed_between_buckets_with_different_credentials()
    {
        S3Bucket source = Bucket("in");
        await source.WritePathAsync("deep/a.txt", Bytes("hello"), Token);
        MinIOCredentials other = new() { MinioRootUser = "minio", MinioRootPassword = Secret.Value, AwsClientParameters = Parameters(Moto.Endpoint) };
        S3Bucket target = Bucket("out") with { Credentials = other };

        (await target.StreamFromAsync(source, "deep/a.txt", cancellationToken: Token)).ShouldBe("out/a.txt");

        (await target.ReadPathAsync("a.txt", Token)).ShouldBe(Bytes("hello"));
    }

    [Fact]
    public async Task Copying_to_a_bucket_by_name_takes_the_key_as_it_is()
    {
        await Bucket("base").WritePathAsync("a.txt", Bytes("hello"), Token);

        (await Bucket("base").CopyObjectAsync("a.txt", "copy.txt", Name, Token)).ShouldBe("copy.txt");
        (await Bucket("base").CopyObjectAsync("a.txt", "copy.txt", Bucket("other"), Token)).ShouldBe("other/copy.txt");
        (await Bucket("base").CopyObjectAsync("a.txt", "copy.txt", cancellationToken: Token)).ShouldBe("base/copy.txt");

        (await KeysAsync()).ShouldBe(["base/a.txt", "base/copy.txt", "copy.txt", "other/copy.txt"]);
    }

    [Fact]
    public async Task A_large_object_is_copied_in_parts_with_its_metadata()
    {
        byte[] content = Pattern(11 << 20);
        S3Bucket bucket = Bucket().WithTransfer(new S3TransferOptions { MultipartCopyThreshold = 5 << 20, Objects = new() { ContentType = "text/x-test" } });
        await bucket.WritePathAsync("large", content, Token);

        await Bucket().WithTransfer(new S3TransferOptions { MultipartCopyThreshold = 5 << 20 }).CopyObjectAsync("large", "copy", cancellationToken: Token);

        (await Bucket().ReadPathAsync("copy", Token)).AsSpan().SequenceEqual(content).ShouldBeTrue();
        (await Raw.GetObjectMetadataAsync(Name, "copy", Token)).Headers.ContentType.ShouldBe("text/x-test");
    }

    [Fact]
    public async Task Moving_deletes_the_object_after_the_copy()
    {
        await PutAsync("a");

        (await Bucket().MoveObjectAsync("a", "b", cancellationToken: Token)).ShouldBe("b");

        (await KeysAsync()).ShouldBe(["b"]);
    }

    [Fact]
    public async Task An_object_stays_when_it_cannot_be_copied_or_is_there_already()
    {
        await PutAsync("a");

        await Should.ThrowAsync<AwsException>(() => Bucket().MoveObjectAsync("a", "b", "no-such-bucket-" + Name, Token));
        await Should.ThrowAsync<ArgumentException>(() => Bucket().MoveObjectAsync("a", "a", cancellationToken: Token));

        (await KeysAsync()).ShouldBe(["a"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Empty_paths_are_refused_before_anything_is_sent(string? path)
    {
        S3Bucket bucket = Bucket();
        await Should.ThrowAsync<ArgumentException>(() => bucket.ReadPathAsync(path!, Token));
        await Should.ThrowAsync<ArgumentException>(() => bucket.WritePathAsync(path!, default, Token));
        await Should.ThrowAsync<ArgumentException>(() => bucket.DownloadObjectToPathAsync(path!, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => bucket.UploadFromPathAsync(path!, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => bucket.CopyObjectAsync(path!, "b", cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => (bucket with { BucketName = path! }).ReadPathAsync("a", Token));
    }

    [Fact]
    public async Task A_missing_object_is_named_with_its_bucket_and_key()
    {
        AwsException exception = await Should.ThrowAsync<AwsException>(() => Bucket("base").ReadPathAsync("nothing", Token));

        exception.StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        exception.IsTransient.ShouldBeFalse();
        exception.Message.ShouldContain($"s3://{Name}/base/nothing");
    }
}

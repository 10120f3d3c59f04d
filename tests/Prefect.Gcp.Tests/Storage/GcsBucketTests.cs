using System.IO.Compression;
using System.Net;
using Prefect.Testing;

namespace Prefect.Gcp.Tests;

public sealed class GcsBucketTests(GcsServer server) : GcsTest(server)
{
    [Fact]
    public async Task The_folder_is_put_before_paths_and_what_is_given_back_has_it()
    {
        Folder.WriteFile("a.txt", "1");
        Folder.WriteFile("dir/b.txt", "2");
        GcsBucket bucket = Bucket("base");

        (await bucket.WritePathAsync("w/x", Bytes("x"), Token)).ShouldBe("base/w/x");
        (await bucket.WritePathAsync("base/w/y", Bytes("y"), Token)).ShouldBe("base/w/y");
        (await bucket.UploadFromPathAsync(Folder.Combine("a.txt"), "up/a.txt", cancellationToken: Token)).ShouldBe("base/up/a.txt");
        (await bucket.UploadFromPathAsync(Folder.Combine("a.txt"), cancellationToken: Token)).ShouldBe("base/a.txt");
        (await bucket.UploadFromStreamAsync(new MemoryStream([1]), "s", cancellationToken: Token)).ShouldBe("base/s");
        (await bucket.UploadFromFolderAsync(Folder.Combine("dir"), "to", cancellationToken: Token)).ShouldBe("base/to");
        (await bucket.UploadFromFolderAsync(Folder.Combine("dir"), cancellationToken: Token)).ShouldBe("base");
        (await Bucket().UploadFromFolderAsync(Folder.Combine("dir"), cancellationToken: Token)).ShouldBe("");

        (await NamesAsync()).ShouldBe(["b.txt", "base/a.txt", "base/b.txt", "base/s", "base/to/b.txt", "base/up/a.txt", "base/w/x", "base/w/y"]);
        (await bucket.ReadPathAsync("base/w/x", Token)).ShouldBe(Bytes("x"));
        bucket.ReadPath("w/x", Token).ShouldBe(Bytes("x"));
    }

    [Fact]
    public async Task Listing_leaves_out_what_stands_for_a_folder_and_gives_direct_parents_once()
    {
        await PutAsync("base/a", "base/deep/b", "base/deep/c", "base/deep/er/d", "base/deep/marker/", "base-old/e", "f");

        (await ListAsync(Bucket("base"))).ShouldBe(["base/a", "base/deep/b", "base/deep/c", "base/deep/er/d"]);
        (await ListAsync(Bucket("base"), "deep")).ShouldBe(["base/deep/b", "base/deep/c", "base/deep/er/d"]);
        (await ListAsync(Bucket(), "base")).ShouldContain("base-old/e");
        (await ListAsync(Bucket(), "base/")).ShouldNotContain("base-old/e");
        (await Bucket("base").ListFoldersAsync(cancellationToken: Token)).ShouldBe(["base", "base/deep", "base/deep/er"]);
        (await Bucket().ListFoldersAsync(cancellationToken: Token)).ShouldBe(["base", "base-old", "base/deep", "base/deep/er"]);
        (await Bucket().ListFoldersAsync("none", Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_listing_of_many_pages_gives_each_object_once()
    {
        string[] names = [.. Enumerable.Range(0, 1003).Select(static index => $"n/{index:D4}")];
        await Parallel.ForEachAsync(names, Token, async (name, _) => await PutAsync(name));

        (await ListAsync(Bucket())).ShouldBe(names);
    }

    [Fact]
    public async Task An_object_is_described()
    {
        GcsObjectSettings settings = new()
        {
            ContentType = "text/csv",
            CacheControl = "no-cache",
            ContentLanguage = "de",
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["owner"] = "Jürgen" },
        };
        await Bucket().WithTransfer(Quick(Server.Endpoint) with { Objects = settings }).WritePathAsync("a.bin", Bytes("hello world"), Token);
        await Bucket().WritePathAsync("b.json", Bytes("{}"), Token);

        GcsObjectInfo[] found = await ObjectsAsync(Bucket());

        found[0].ShouldSatisfyAllConditions(
            info => info.Bucket.ShouldBe(Name),
            info => info.Size.ShouldBe(11),
            info => info.ContentType.ShouldBe("text/csv"),
            info => info.Crc32C.ShouldBe("yZRlqg=="),
            info => info.Md5Hash.ShouldBe("XrY7u+Ae7tCTyyK7j1rNww=="),
            info => info.Generation.ShouldBePositive(),
            info => info.ContentEncoding.ShouldBeNull(),
            info => info.StorageClass.ShouldBe("STANDARD"),
            info => info.LastModified.ShouldNotBeNull(),
            info => info.Metadata["owner"].ShouldBe("Jürgen"));
        found[1].ContentType.ShouldBe("application/json");
        found[1].Generation.ShouldBeGreaterThan(found[0].Generation);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(3_000_000)]
    public async Task Nothing_is_replaced_when_that_is_said(int length)
    {
        await PutAsync("there");
        GcsBucket careful = Bucket().WithTransfer(Quick(Server.Endpoint) with { Overwrite = false });

        GcpException refused = await Should.ThrowAsync<GcpException>(
            () => careful.UploadFromStreamAsync(new MemoryStream(Pattern(length)), "there", cancellationToken: Token));

        refused.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        refused.ErrorCode.ShouldBe("conditionNotMet");
        refused.Message.ShouldContain($"gs://{Name}/there");
        (await Bucket().ReadPathAsync("there", Token)).ShouldBe(Bytes("there"));

        await careful.UploadFromStreamAsync(new MemoryStream(Pattern(length)), "new", cancellationToken: Token);
        await Bucket().UploadFromStreamAsync(new MemoryStream([1]), "there", cancellationToken: Token);
        (await Bucket().ReadPathAsync("there", Token)).ShouldBe([1]);
    }

    [Fact]
    public async Task A_missing_object_and_a_missing_bucket_are_told_with_their_names()
    {
        GcpException missing = await Should.ThrowAsync<GcpException>(() => Bucket("base").ReadPathAsync("gone", Token));
        missing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        missing.IsTransient.ShouldBeFalse();
        missing.Message.ShouldContain($"gs://{Name}/base/gone");

        GcsBucket nowhere = Bucket() with { Bucket = "gone-" + Name };
        foreach (Func<Task> call in (Func<Task>[])
            [
                () => nowhere.ReadPathAsync("x", Token), () => nowhere.WritePathAsync("x", Bytes("x"), Token), () => nowhere.GetBucketAsync(Token),
                () => ListAsync(nowhere), () => nowhere.GetDirectoryAsync(localPath: Folder.Path, cancellationToken: Token),
                () => nowhere.UploadFromStreamAsync(new MemoryStream(Pattern(3_000_000)), "x", cancellationToken: Token),
            ])
        {
            GcpException exception = await Should.ThrowAsync<GcpException>(call);
            exception.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            exception.Message.ShouldContain("gone-" + Name);
        }
    }

    [Fact]
    public async Task A_bucket_is_made_once_and_can_be_looked_at()
    {
        GcsBucket bucket = Bucket() with { Bucket = "made-" + Name };

        GcsBucketInfo made = await bucket.CreateBucketAsync("europe-west1", new GcsBucketSettings { StorageClass = "NEARLINE" }, Token);
        GcpException again = await Should.ThrowAsync<GcpException>(() => bucket.CreateBucketAsync(cancellationToken: Token));

        made.Name.ShouldBe("made-" + Name);
        made.Location.ShouldBe("EUROPE-WEST1");
        made.StorageClass.ShouldBe("NEARLINE");
        again.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        GcsBucketInfo seen = await bucket.GetBucketAsync(Token);
        (seen.Name, seen.Location, seen.CreatedOn).ShouldBe((made.Name, made.Location, made.CreatedOn));
    }

    [Fact]
    public async Task Content_that_is_packed_by_gzip_is_unpacked_unless_it_is_wanted_as_it_is()
    {
        byte[] content = Pattern(3_000_000);
        byte[] packed = Pack(content);
        GcsTransferOptions gzip = Quick(Server.Endpoint) with { Objects = new GcsObjectSettings { ContentEncoding = "gzip" }, RangeSize = 64 * 1024 };
        GcsBucket bucket = Bucket().WithTransfer(gzip);
        await bucket.WritePathAsync("k", packed, Token);

        (await bucket.ReadPathAsync("k", Token)).AsSpan().SequenceEqual(content).ShouldBeTrue();
        (await bucket.WithTransfer(gzip with { Decompress = false }).ReadPathAsync("k", Token)).AsSpan().SequenceEqual(packed).ShouldBeTrue();
        string file = await bucket.DownloadObjectToPathAsync("k", Folder.Combine("k"), cancellationToken: Token);
        (await File.ReadAllBytesAsync(file, Token)).AsSpan().SequenceEqual(content).ShouldBeTrue();
    }

    [Fact]
    public async Task A_download_onto_a_folder_is_refused_and_leaves_it_as_it_was()
    {
        await PutAsync("k");
        Folder.WriteFile("sub/kept.txt", "1");

        (await Should.ThrowAsync<IOException>(() => Bucket().DownloadObjectToPathAsync("k", Folder.Combine("sub"), cancellationToken: Token)))
            .Message.ShouldContain("is a folder");
        (await Should.ThrowAsync<IOException>(() => Bucket().DownloadObjectToPathAsync("k", Folder.Combine("sub") + "/", cancellationToken: Token)))
            .Message.ShouldContain("is a folder");

        Directory.GetFileSystemEntries(Folder.Combine("sub")).ShouldBe([Folder.Combine("sub/kept.txt")]);
    }

    [Fact]
    public async Task Nothing_that_is_said_to_be_packed_by_gzip_is_nothing()
    {
        GcsBucket bucket = Bucket().WithTransfer(Quick(Server.Endpoint) with { Objects = new GcsObjectSettings { ContentEncoding = "gzip" } });
        await bucket.WritePathAsync("k", ReadOnlyMemory<byte>.Empty, Token);

        (await bucket.ReadPathAsync("k", Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Part_of_a_large_array_is_written()
    {
        byte[] content = Pattern(3_000_000);

        await Bucket().WritePathAsync("k", content.AsMemory(7, 2_900_000), Token);

        (await Bucket().ReadPathAsync("k", Token)).AsSpan().SequenceEqual(content.AsSpan(7, 2_900_000)).ShouldBeTrue();
    }

    [Fact]
    public async Task Content_that_is_only_said_to_be_packed_is_an_error_that_says_so_and_leaves_no_file()
    {
        GcsBucket bucket = Bucket().WithTransfer(Quick(Server.Endpoint) with { Objects = new GcsObjectSettings { ContentEncoding = "gzip" }, RangeSize = 64 * 1024 });
        await bucket.WritePathAsync("k", Pattern(1_000_000), Token);

        GcpException exception = await Should.ThrowAsync<GcpException>(() => bucket.DownloadObjectToPathAsync("k", Folder.Combine("k"), cancellationToken: Token));

        exception.Message.ShouldContain("Decompress");
        Directory.GetFiles(Folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void Options_out_of_their_range_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new GcsTransferOptions { ChunkSize = 0 });
        Should.Throw<ArgumentOutOfRangeException>(() => new GcsTransferOptions { ChunkSize = 300_000 }).Message.ShouldContain("262144");
        Should.Throw<ArgumentOutOfRangeException>(() => new GcsTransferOptions { RangeSize = 1 });
        Should.Throw<ArgumentOutOfRangeException>(() => new GcsTransferOptions { Parallelism = 0 });
        Should.Throw<ArgumentOutOfRangeException>(() => new GcsTransferOptions { FolderParallelism = 1000 });
        Should.Throw<ArgumentOutOfRangeException>(() => new GcsTransferOptions { Retries = -1 });
        Should.Throw<ArgumentOutOfRangeException>(() => new GcsTransferOptions { Timeout = TimeSpan.Zero });
        Should.Throw<ArgumentOutOfRangeException>(() => new GcsTransferOptions { RetryDelay = TimeSpan.FromDays(1) });
        Should.Throw<ArgumentException>(() => new GcsObjectSettings { ContentType = "no type" });
        Should.Throw<ArgumentNullException>(() => Bucket().WithTransfer(null!));
        Should.Throw<GcpConfigurationException>(() => Bucket().WithTransfer(new GcsTransferOptions { EncryptionKey = new byte[31] }).Connect()).Field.ShouldBe("encryption_key");
    }

    internal static byte[] Pack(byte[] content)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    private static async Task<GcsObjectInfo[]> ObjectsAsync(GcsBucket bucket, string folder = "")
    {
        List<GcsObjectInfo> found = [];
        await foreach (GcsObjectInfo info in bucket.ListBlobsAsync(folder, Token))
        {
            found.Add(info);
        }

        return [.. found];
    }

    private static async Task<string[]> ListAsync(GcsBucket bucket, string folder = "") => [.. (await ObjectsAsync(bucket, folder)).Select(static info => info.Name)];
}

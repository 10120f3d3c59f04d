using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Gcp.Tests;

/// <summary>Requests held against the vendor's own rules, and what the emulator does not know.</summary>
public sealed class GcsPeerTests : GcpTest
{
    private const int Small = 256 * 1024;
    private const string Session = "upload/storage/v1/b/landing/o?uploadType=resumable&name=k&upload_id=S1";

    private static readonly byte[] s_content = [.. Enumerable.Range(0, (2 * Small) + 9).Select(static index => (byte)(index * 7))];

    private GcsBucket Bucket => new GcsBucket { Bucket = "landing", GcpCredentials = Credentials }
        .WithTransfer(new GcsTransferOptions { ChunkSize = Small, RangeSize = Small, RetryDelay = TimeSpan.FromMilliseconds(1), Retries = 2, Access = Access() });

    [Fact]
    public async Task Every_request_is_one_that_the_service_has()
    {
        Peer.On("storage.buckets.get", GoogleReply.Json("""{"name":"landing","location":"EU","projectNumber":"7","versioning":{"enabled":true}}"""));
        Peer.On("storage.buckets.insert", GoogleReply.Json("""{"name":"landing"}"""));
        Peer.On("storage.objects.list", GoogleReply.Json("""{"nextPageToken":"t2","items":[{"name":"a/b","size":"1"}]}"""), GoogleReply.Json("""{"items":[{"name":"a/c","size":"2"}]}"""));
        Peer.On("storage.objects.insert/multipart", static exchange => Stored(exchange.Data));
        GcsTransferOptions all = Bucket.Transfer with
        {
            UserProject = "payer",
            Overwrite = false,
            Objects = new GcsObjectSettings
            {
                ContentType = "text/csv",
                ContentEncoding = "identity",
                ContentLanguage = "de",
                ContentDisposition = "attachment",
                CacheControl = "no-cache",
                StorageClass = "COLDLINE",
                KmsKeyName = "projects/p/locations/eu/keyRings/r/cryptoKeys/k",
                PredefinedAcl = "projectPrivate",
                Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "ü" },
            },
        };
        GcsBucketSettings settings = new()
        {
            StorageClass = "NEARLINE",
            Versioning = true,
            UniformAccess = true,
            PreventPublicAccess = true,
            DefaultKmsKeyName = "projects/p/locations/eu/keyRings/r/cryptoKeys/k",
            Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = "lake" },
        };

        (await Bucket.GetBucketAsync(Token)).ShouldSatisfyAllConditions(
            static info => info.Location.ShouldBe("EU"), static info => info.ProjectNumber.ShouldBe(7), static info => info.IsVersioned.ShouldBeTrue());
        await Bucket.CreateBucketAsync("eu", settings, Token);
        (await Bucket.ListFoldersAsync("a", Token)).ShouldBe(["a"]);
        await Bucket.WithTransfer(all).UploadFromStreamAsync(new MemoryStream([1, 2, 3]), "tägliche daten/100%+#?&.csv", cancellationToken: Token);

        Peer.ShouldHaveKeptTheRules();
        GoogleExchange insert = Peer.RequestsFor("storage.objects.insert/multipart").Single();
        insert.QueryValue("name").ShouldBe("tägliche daten/100%+#?&.csv");
        insert.QueryValue("ifGenerationMatch").ShouldBe("0");
        insert.QueryValue("userProject").ShouldBe("payer");
        insert.Data.ShouldBe([1, 2, 3]);
        ((string?)insert.Json["crc32c"]).ShouldBe(Crc32C.Text(Crc32C.Append(0, [1, 2, 3])));
        insert.Headers["Authorization"].ShouldStartWith("Bearer ");
        Peer.RequestsFor("storage.objects.list").Select(static exchange => exchange.QueryValue("pageToken")).ShouldBe([null, "t2"]);
        Peer.RequestsFor("storage.buckets.insert").Single().QueryValue("project").ShouldBe((string?)Peer.KeyFile()["project_id"]);
    }

    [Fact]
    public async Task A_customers_key_goes_with_what_reads_writes_and_copies_content_and_nowhere_else()
    {
        byte[] key = [.. Enumerable.Range(100, 32).Select(static index => (byte)index)];
        string text = Convert.ToBase64String(key);
        Peer.On("storage.objects.get/download", static _ => Part([5], "bytes 0-0/1", 9));
        Peer.On("storage.objects.insert/multipart", static exchange => Stored(exchange.Data));
        Peer.On("storage.objects.list", GoogleReply.Json("{}"));
        Peer.On("storage.objects.rewrite", GoogleReply.Json("""{"done":true}"""));
        GcsBucket bucket = Bucket.WithTransfer(Bucket.Transfer with { EncryptionKey = key });

        (await bucket.ReadPathAsync("k", Token)).ShouldBe([5]);
        await bucket.WritePathAsync("k", new byte[] { 1 }, Token);
        await bucket.ListFoldersAsync(cancellationToken: Token);
        await GcsCopier.CopyAsync(bucket.Connect(), new GcsObject("landing", "a"), new GcsObject("landing", "b"), Token);

        Peer.ShouldHaveKeptTheRules();
        foreach (string operation in (string[])["storage.objects.get/download", "storage.objects.insert/multipart", "storage.objects.rewrite"])
        {
            GoogleExchange exchange = Peer.RequestsFor(operation).Single();
            exchange.Headers["x-goog-encryption-algorithm"].ShouldBe("AES256");
            exchange.Headers["x-goog-encryption-key"].ShouldBe(text);
            exchange.Headers["x-goog-encryption-key-sha256"].ShouldBe(Convert.ToBase64String(SHA256.HashData(key)));
        }

        Peer.RequestsFor("storage.objects.rewrite").Single().Headers["x-goog-copy-source-encryption-key"].ShouldBe(text);
        Peer.RequestsFor("storage.objects.list").Single().Headers.ContainsKey("x-goog-encryption-key").ShouldBeFalse();
        bucket.ToString().ShouldNotContain(text);
    }

    [Fact]
    public async Task A_large_copy_goes_on_until_it_is_done()
    {
        Peer.On(
            "storage.objects.rewrite",
            GoogleReply.Json("""{"done":false,"rewriteToken":"t","totalBytesRewritten":"5"}"""),
            GoogleReply.InternalError(503),
            GoogleReply.Json("""{"done":false,"rewriteToken":"t","totalBytesRewritten":"9"}"""),
            GoogleReply.Json("""{"done":true}"""));

        await GcsCopier.CopyAsync(Bucket.Connect(), new GcsObject("landing", "a/b"), new GcsObject("other", "c"), Token);

        Peer.ShouldHaveKeptTheRules();
        Peer.RequestsFor("storage.objects.rewrite").Select(static exchange => exchange.QueryValue("rewriteToken")).ShouldBe([null, "t", "t", "t"]);
        Peer.RequestsFor("storage.objects.rewrite")[0].Parts["sourceObject"].ShouldBe("a/b");
    }

    [Fact]
    public async Task What_was_stored_wrongly_is_deleted_in_that_generation_alone()
    {
        Peer.On("storage.objects.insert/multipart", GoogleReply.Json("""{"name":"k","size":"3","generation":"77","crc32c":"AAAAAA=="}"""));
        Peer.On("storage.objects.delete", GoogleReply.Status(204));

        GcpException exception = await Should.ThrowAsync<GcpException>(() => Bucket.WritePathAsync("k", new byte[] { 1, 2, 3 }, Token));

        exception.Message.ShouldContain("something else than was sent");
        Peer.ShouldHaveKeptTheRules();
        Peer.RequestsFor("storage.objects.delete").Single().QueryValue("ifGenerationMatch").ShouldBe("77");

        Peer.On("storage.objects.delete", GoogleReply.Error(403, "forbidden"));
        (await Should.ThrowAsync<GcpException>(() => Bucket.WritePathAsync("k", new byte[] { 1, 2, 3 }, Token))).Message.ShouldContain("or delete it");
    }

    [Fact]
    public async Task An_upload_goes_on_with_what_the_service_did_not_take()
    {
        Peer.On("storage.objects.insert/resumable", _ => Begun());
        Peer.On(
            "storage.objects.insert/session",
            GoogleReply.Status(308),
            GoogleReply.Status(308, ("Range", $"bytes=0-{Small - 1}")),
            GoogleReply.InternalError(),
            GoogleReply.Status(308, ("Range", $"bytes=0-{Small - 1}")),
            GoogleReply.Status(308, ("Range", $"bytes=0-{(2 * Small) - 1}")),
            Stored(s_content));

        await Bucket.UploadFromStreamAsync(new ForwardStream(s_content), "k", cancellationToken: Token);

        Peer.ShouldHaveKeptTheRules();
        Peer.RequestsFor("storage.objects.insert/session").Select(static exchange => exchange.Headers["Content-Range"]).ShouldBe(
        [
            $"bytes 0-{Small - 1}/*", $"bytes 0-{Small - 1}/*", $"bytes {Small}-{(2 * Small) - 1}/*", "bytes */*",
            $"bytes {Small}-{(2 * Small) - 1}/*", $"bytes {2 * Small}-{(2 * Small) + 8}/{(2 * Small) + 9}",
        ]);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public async Task An_upload_that_the_service_forgot_begins_anew_where_the_stream_can(int status)
    {
        Peer.On("storage.objects.insert/resumable", _ => Begun());
        Peer.On(
            "storage.objects.insert/session",
            GoogleReply.Status(308, ("Range", $"bytes=0-{Small - 1}")),
            GoogleReply.Error(status, "notFound"),
            GoogleReply.Status(499),
            GoogleReply.Status(308, ("Range", $"bytes=0-{Small - 1}")),
            GoogleReply.Status(308, ("Range", $"bytes=0-{(2 * Small) - 1}")),
            Stored(s_content));
        List<TransferProgress> reports = [];
        await using MemoryStream source = new([.. "skipped"u8, .. s_content]) { Position = 7 };

        await Bucket.UploadFromStreamAsync(source, "k", new Recorder(reports), Token);

        Peer.RequestsFor("storage.objects.insert/resumable").Count.ShouldBe(2);
        Peer.RequestsFor("storage.objects.insert/session")[^1].Headers["x-goog-hash"].ShouldBe("crc32c=" + Crc32C.Text(Crc32C.Append(0, s_content)));
        reports[^1].BytesTransferred.ShouldBe(s_content.Length);
    }

    [Fact]
    public async Task An_upload_that_the_service_forgot_is_an_error_where_the_stream_cannot_go_back()
    {
        Peer.On("storage.objects.insert/resumable", _ => Begun());
        Peer.On("storage.objects.insert/session", GoogleReply.Status(308, ("Range", $"bytes=0-{Small - 1}")), GoogleReply.Error(410, "gone"));

        (await Should.ThrowAsync<GcpException>(() => Bucket.UploadFromStreamAsync(new ForwardStream(s_content), "k", cancellationToken: Token)))
            .StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task An_upload_goes_on_with_another_token_when_its_own_is_taken_back()
    {
        Peer.On("storage.objects.insert/resumable", _ => Begun());
        int pieces = 0;
        Peer.On("storage.objects.insert/session", _ =>
        {
            switch (++pieces)
            {
                case 1:
                    Peer.RevokeTokens();
                    return GoogleReply.Status(308, ("Range", $"bytes=0-{Small - 1}"));
                case 2:
                    return GoogleReply.Status(308, ("Range", $"bytes=0-{(2 * Small) - 1}"));
                default:
                    return Stored(s_content);
            }
        });

        await Bucket.UploadFromStreamAsync(new ForwardStream(s_content), "k", cancellationToken: Token);

        pieces.ShouldBe(3);
        Peer.SignIns.Count.ShouldBe(2);
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task A_service_that_loses_what_it_had_is_not_sent_half_of_the_content()
    {
        Peer.On("storage.objects.insert/resumable", _ => Begun());
        Peer.On("storage.objects.insert/session", GoogleReply.Status(308, ("Range", $"bytes=0-{Small - 1}")), GoogleReply.Status(308));

        (await Should.ThrowAsync<GcpException>(() => Bucket.UploadFromStreamAsync(new ForwardStream(s_content), "k", cancellationToken: Token)))
            .Message.ShouldContain("no longer has what it said");
    }

    [Fact]
    public async Task A_beginning_without_an_address_is_an_error()
    {
        Peer.On("storage.objects.insert/resumable", GoogleReply.Status(200));

        (await Should.ThrowAsync<GcpException>(() => Bucket.UploadFromStreamAsync(new ForwardStream(s_content), "k", cancellationToken: Token)))
            .Message.ShouldContain("no address");
    }

    [Fact]
    public async Task The_bucket_is_looked_into_and_the_step_that_failed_is_told()
    {
        Peer.On("storage.objects.list", GoogleReply.Json("{}"), GoogleReply.Error(403, "forbidden"), GoogleReply.Error(404, "notFound"));

        BlockCheckResult good = await Bucket.CheckAsync(Token);
        BlockCheckResult forbidden = await Bucket.CheckAsync(Token);
        BlockCheckResult missing = await Bucket.CheckAsync(Token);

        good.Succeeded.ShouldBeTrue(good.Message);
        good.Message.ShouldContain("landing");
        (forbidden.Succeeded, forbidden.Stage).ShouldBe((false, BlockCheckStage.Permission));
        (missing.Succeeded, missing.Stage).ShouldBe((false, BlockCheckStage.Resource));
        Peer.ShouldHaveKeptTheRules();
        (await (Bucket with { Bucket = "Not A Bucket" }).CheckAsync(Token)).Stage.ShouldBe(BlockCheckStage.Configuration);
    }

    [Fact]
    public async Task No_secret_is_in_what_is_traced_or_thrown()
    {
        using CapturedActivities captured = new("Prefect.Gcp");
        Peer.On("storage.objects.get/download", GoogleReply.Error(403, "forbidden", "No access."));

        GcpException exception = await Should.ThrowAsync<GcpException>(() => Bucket.ReadPathAsync("leak-probe", Token));

        LeakSweep sweep = new(new Canary("private key", (string)Peer.KeyFile()["private_key"]!), new Canary("token", Peer.Tokens[^1]));
        sweep.AssertClean(exception);
        sweep.AssertClean(captured);
        captured.Activities.ShouldContain(static activity => (string?)activity.GetTagItem("rpc.method") == "objects.get");
    }

    private static GoogleReply Stored(byte[] content) => GoogleReply.Json(new JsonObject
    {
        ["name"] = "k",
        ["bucket"] = "landing",
        ["generation"] = "7",
        ["size"] = content.Length.ToString(CultureInfo.InvariantCulture),
        ["crc32c"] = Crc32C.Text(Crc32C.Append(0, content)),
    });

    private static GoogleReply Part(byte[] content, string range, int generation) => GoogleReply.Bytes(content, status: 206) with
    {
        Headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Content-Range"] = range,
            ["x-goog-generation"] = generation.ToString(CultureInfo.InvariantCulture),
            ["x-goog-hash"] = "crc32c=" + Crc32C.Text(Crc32C.Append(0, content)),
        },
    };

    private GoogleReply Begun() => GoogleReply.Status(200, ("Location", Peer.At("storage.googleapis.com", Session).AbsoluteUri));
}

using System.Net;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class S3BundlesTests(MotoServer moto) : S3Test(moto)
{
    [Fact]
    public async Task A_bundle_goes_and_comes_back()
    {
        Folder.WriteFile("flow.bundle", "content");

        S3BundleUpload upload = await S3Bundles.UploadBundleToS3Async(Folder.Combine("flow.bundle"), Name, "runs/7.bundle", Credentials(), Token);
        S3BundleDownload download = await S3Bundles.DownloadBundleFromS3Async(Name, upload.Key, Folder.Combine("new/folder"), Credentials(), Token);

        upload.ShouldBe(new S3BundleUpload(Name, "runs/7.bundle", $"s3://{Name}/runs/7.bundle"));
        download.LocalPath.ShouldBe(Folder.Combine("new/folder/7.bundle"));
        (await File.ReadAllTextAsync(download.LocalPath, Token)).ShouldBe("content");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Without_a_key_it_is_called_like_its_file(string? key)
    {
        Folder.WriteFile("flow.bundle", "content");

        (await S3Bundles.UploadBundleToS3Async(Folder.Combine("flow.bundle"), Name, key, Credentials(), Token)).Key.ShouldBe("flow.bundle");
    }

    [Fact]
    public async Task Without_a_folder_it_is_put_among_the_temporary_files()
    {
        await PutAsync("7.bundle");

        string path = (await S3Bundles.DownloadBundleFromS3Async(Name, "7.bundle", credentials: Credentials(), cancellationToken: Token)).LocalPath;

        path.ShouldStartWith(Path.GetTempPath());
        (await File.ReadAllTextAsync(path, Token)).ShouldBe("7.bundle");
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public async Task What_cannot_be_moved_is_refused()
    {
        (await Should.ThrowAsync<ArgumentException>(S3Bundles.UploadBundleToS3Async(Folder.Combine("missing"), Name, null, Credentials(), Token))).Message.ShouldContain("missing");
        await Should.ThrowAsync<ArgumentException>(S3Bundles.UploadBundleToS3Async("", Name, null, Credentials(), Token));
        await Should.ThrowAsync<ArgumentException>(S3Bundles.DownloadBundleFromS3Async(Name, "folder/", Folder.Path, Credentials(), Token));
        await Should.ThrowAsync<UnsafePathException>(S3Bundles.DownloadBundleFromS3Async(Name, "folder/..", Folder.Path, Credentials(), Token));
        (await Should.ThrowAsync<AwsException>(S3Bundles.DownloadBundleFromS3Async(Name, "missing", Folder.Path, Credentials(), Token))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}

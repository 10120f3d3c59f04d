using System.Text.Json.Nodes;
using Amazon.S3;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class S3StepsTests(MotoServer moto) : S3Test(moto)
{
    [Fact]
    public async Task What_is_pushed_is_pulled_elsewhere_without_what_is_ignored()
    {
        Folder.WriteFile("src/flow.py", "1");
        Folder.WriteFile("src/lib/deep/x.py", "2");
        Folder.WriteFile("src/lib/ünï ©.txt", "3");
        Folder.WriteFile("src/secrets.env", "4");
        Folder.WriteFile("src/logs/a.log", "5");
        Folder.WriteFile("src/.prefectignore", "  *.env  \n\n# notes\nlogs/\t\n");

        S3PushResult pushed = await S3Steps.PushToS3Async(Name, "code", Credentials(), localFolder: Folder.Combine("src"), cancellationToken: Token);
        S3PullResult pulled = await S3Steps.PullFromS3Async(Name, "code", Credentials(), localFolder: Folder.Combine("dst"), cancellationToken: Token);

        pushed.ShouldBe(new S3PushResult(Name, "code"));
        pulled.ShouldBe(new S3PullResult(Name, "code", Folder.Combine("dst")));
        Files("dst").ShouldBe([".prefectignore", "flow.py", "lib/deep/x.py", "lib/ünï ©.txt"]);
        (await KeysAsync()).ShouldBe(["code/.prefectignore", "code/flow.py", "code/lib/deep/x.py", "code/lib/ünï ©.txt"]);
        (await File.ReadAllTextAsync(Folder.Combine("dst/lib/deep/x.py"), Token)).ShouldBe("2");
    }

    [Theory]
    [InlineData("code")]
    [InlineData("code/")]
    public async Task Only_the_folder_itself_is_pulled_and_no_folders_kept_as_objects(string folder)
    {
        await PutAsync("code/a.py", "code/empty/", "code-old/b.py", "codes");

        await S3Steps.PullFromS3Async(Name, folder, Credentials(), localFolder: Folder.Combine("dst"), cancellationToken: Token);

        Files("dst").ShouldBe(["a.py"]);
    }

    [Fact]
    public async Task A_missing_file_of_patterns_is_fine_and_another_one_may_be_named()
    {
        Folder.WriteFile("src/a.py", "1");
        Folder.WriteFile("src/b.log", "2");
        Folder.WriteFile("src/rules", "*.log\n");

        await S3Steps.PushToS3Async(Name, "all", Credentials(), localFolder: Folder.Combine("src"), cancellationToken: Token);
        await S3Steps.PushToS3Async(Name, "some", Credentials(), ignoreFile: "rules", localFolder: Folder.Combine("src"), cancellationToken: Token);

        (await KeysAsync()).ShouldBe(["all/a.py", "all/b.log", "all/rules", "some/a.py", "some/rules"]);
    }

    [Fact]
    public async Task Client_parameters_replace_those_of_the_credentials()
    {
        Folder.WriteFile("src/a.py", "1");
        AwsCredentials elsewhere = Credentials(new Uri("http://127.0.0.1:1"));

        await S3Steps.PushToS3Async(Name, "code", elsewhere, Parameters(Moto.Endpoint), localFolder: Folder.Combine("src"), cancellationToken: Token);
        S3Steps.PullFromS3(Name, "code", elsewhere, Parameters(Moto.Endpoint), Folder.Combine("dst"), Token);

        Files("dst").ShouldBe(["a.py"]);
    }

    [Theory]
    [InlineData("""{"aws_access_key_id":"AKIAIOSFODNN7EXAMPLE","aws_secret_access_key":"s"}""", typeof(AwsCredentials))]
    [InlineData("""{"minio_root_user":"operator","minio_root_password":"p"}""", typeof(MinIOCredentials))]
    [InlineData("{}", typeof(AwsCredentials))]
    public void Credentials_of_steps_become_the_block_that_they_are_of(string json, Type type)
    {
        JsonObject credentials = JsonNode.Parse(json)!.AsObject();

        S3Steps.GetS3Credentials(credentials).ShouldBeOfType(type);

        credentials.ToJsonString().ShouldBe(json);
    }

    [Fact]
    public void Credentials_and_client_parameters_are_put_together_and_left_as_they_are()
    {
        JsonObject credentials = JsonNode.Parse(
            """{"minio_root_user":"operator","minio_root_password":"p","aws_client_parameters":{"endpoint_url":"http://a:9000","use_ssl":false}}""")!.AsObject();
        JsonObject parameters = JsonNode.Parse("""{"endpoint_url":"http://b:9000","region_name":"eu-west-1"}""")!.AsObject();
        string before = credentials.ToJsonString() + parameters.ToJsonString();

        MinIOCredentials read = S3Steps.GetS3Credentials(credentials, parameters).ShouldBeOfType<MinIOCredentials>();

        read.ShouldBe(new MinIOCredentials
        {
            MinioRootUser = "operator",
            MinioRootPassword = "p",
            RegionName = "eu-west-1",
            AwsClientParameters = new AwsClientParameters { EndpointUrl = "http://b:9000", UseSsl = false },
        });
        (credentials.ToJsonString() + parameters.ToJsonString()).ShouldBe(before);
    }

    [Fact]
    public async Task A_client_is_made_of_the_credentials_of_steps()
    {
        JsonObject credentials = new() { ["minio_root_user"] = "operator", ["minio_root_password"] = Secret.Value };
        JsonObject parameters = new() { ["endpoint_url"] = Moto.Endpoint.AbsoluteUri, ["config"] = new JsonObject { ["request_checksum_calculation"] = "when_required" } };

        IAmazonS3 client = S3Steps.GetS3Client(credentials, parameters);
        await client.PutObjectAsync(new() { BucketName = Name, Key = "a", ContentBody = "a" }, Token);

        (await KeysAsync()).ShouldBe(["a"]);
        S3Steps.GetS3Client(credentials, parameters).ShouldBeSameAs(client);
    }

    [Fact]
    public void Credentials_of_steps_that_are_none_are_refused()
    {
        Should.Throw<BlockValidationException>(() => S3Steps.GetS3Credentials(new JsonObject { ["minio_root_user"] = "operator" })).Message.ShouldContain("minio_root_password");
        Should.Throw<BlockValidationException>(() => S3Steps.GetS3Credentials(new JsonObject { ["aws_client_parameters"] = 5 }));
    }

    private string[] Files(string folder) =>
        [.. Directory.EnumerateFiles(Folder.Combine(folder), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folder.Combine(folder), file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];
}

using System.Text.Json;

namespace Prefect.Packages.Tests;

[Collection<PackageCollection>]
public sealed class OwnBlockTests(InstalledPackages packages)
{
    private const string Program =
        """
        using Acme;
        using Prefect.Aws;
        using Prefect.Blocks;

        AwsCredentials credentials = new() { AwsAccessKeyId = "AKIDPACKAGES00000000", AwsSecretAccessKey = "never-printed-secret" };
        await credentials.SaveAsync("acme", overwrite: true);
        Warehouse saved = new() { Host = "db.example.com", Token = "never-printed-token", Credentials = credentials };
        await saved.SaveAsync("main", overwrite: true);
        Warehouse loaded = await Warehouse.LoadAsync("main");
        Console.WriteLine(loaded);
        Console.WriteLine(loaded == Warehouse.Load("main") ? "equal" : "different");
        Console.WriteLine(loaded.Ping());

        namespace Acme
        {
            /// <summary>Where Acme keeps its orders.</summary>
            [Block("Acme Warehouse")]
            public sealed partial record Warehouse : Block
            {
                /// <summary>Name of the machine.</summary>
                public required string Host { get; init; }

                /// <summary>Opens the door.</summary>
                public required SecretString Token { get; init; }

                /// <summary>Number of the port.</summary>
                public int Port { get; init; } = 5439;

                /// <summary>Where the exports go.</summary>
                public AwsCredentials Credentials { get; init; } = new();

                /// <summary>Asks whether anybody is there.</summary>
                public async Task<string> PingAsync(CancellationToken cancellationToken = default)
                {
                    await Task.Delay(1, cancellationToken);
                    return $"pong from {Host}:{Port}";
                }
            }
        }
        """;

    [Fact]
    public async Task A_block_of_the_users_own_is_generated_saved_loaded_and_registered()
    {
        UserProject project = await packages.CreateProjectAsync("Acme", Program);
        CommandResult build = (await project.BuildAsync()).ShouldSucceed();
        build.Output.ShouldNotContain(": warning ");

        CommandResult run = (await project.RunAsync()).ShouldSucceed();
        run.Output.ShouldContain("db.example.com");
        run.Output.ShouldContain("equal");
        run.Output.ShouldContain("pong from db.example.com:5439");
        (run.Output + run.Error).ShouldNotContain("never-printed");

        Directory.Delete(packages.Workshop.Home, recursive: true);
        (await packages.ToolAsync(project.Folder, "block", "register", "-f", project.Assembly)).ShouldSucceed();
        CommandResult inspect = (await packages.ToolAsync(project.Folder, "block", "type", "inspect", "acme-warehouse", "-o", "json")).ShouldSucceed();
        Warehouse_is_described(inspect.Output);
    }

    [Fact]
    public async Task The_package_of_a_project_is_registered_by_its_name()
    {
        UserProject project = await packages.CreateProjectAsync("Registering", "Console.WriteLine();");
        (await packages.ToolAsync(project.Folder, "block", "register", "-m", "Prefect.Aws")).ShouldSucceed();
        CommandResult list = (await packages.ToolAsync(project.Folder, "block", "type", "ls", "-o", "json")).ShouldSucceed();
        list.Output.ShouldContain("\"aws-credentials\"");
        list.Output.ShouldContain("\"minio-credentials\"");
        list.Output.ShouldContain("\"s3-bucket\"");
    }

    [Fact]
    public async Task A_package_follows_references_in_a_program_that_uses_nothing_of_it()
    {
        const string Following =
            """
            using Prefect.Blocks;

            Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "AKIDPACKAGES00000000");
            Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "never-printed-secret");
            Environment.SetEnvironmentVariable("AWS_MAX_ATTEMPTS", "1");
            Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_SECRETS_MANAGER", "http://127.0.0.1:1");
            try
            {
                new SecretString("aws-sm:prod/db#password").Reveal();
            }
            catch (SecretReferenceException exception)
            {
                Console.WriteLine(exception.Message);
            }
            """;
        UserProject project = await packages.CreateProjectAsync("Following", Following);
        (await project.BuildAsync()).ShouldSucceed();
        CommandResult run = (await project.RunAsync()).ShouldSucceed();
        run.Output.ShouldContain("Could not read the secret 'prod/db': ");
        run.Output.ShouldContain("refused");
    }

    [Fact]
    public async Task The_package_for_Azure_follows_references_in_a_program_that_uses_nothing_of_it()
    {
        const string Following =
            """
            using Prefect.Blocks;

            // The machine has an identity, and its proxy is down.
            Environment.SetEnvironmentVariable("AZURE_TENANT_ID", "00000000-0000-0000-0000-000000000001");
            Environment.SetEnvironmentVariable("AZURE_CLIENT_ID", "00000000-0000-0000-0000-000000000002");
            Environment.SetEnvironmentVariable("AZURE_CLIENT_SECRET", "never-printed-secret");
            Environment.SetEnvironmentVariable("HTTPS_PROXY", "http://127.0.0.1:1");
            try
            {
                new SecretString("azure-kv:shop/db#password").Reveal();
            }
            catch (SecretReferenceException exception)
            {
                Console.WriteLine(exception.Message);
            }
            """;
        UserProject project = await packages.CreateProjectAsync("FollowingAzure", Following, "Prefect.Azure");
        (await project.BuildAsync()).ShouldSucceed();
        CommandResult run = (await project.RunAsync()).ShouldSucceed();
        run.Output.ShouldContain("A secret refers to 'azure-kv:shop/db', which cannot be had. Could not read the secret 'shop.vault.azure.net/db': ");
        run.Output.ShouldContain("refused");
        (run.Output + run.Error).ShouldNotContain("never-printed");
    }

    [Fact]
    public async Task A_secret_kept_as_plain_text_is_a_build_error()
    {
        const string Wrong =
            """
            using Prefect.Blocks;

            Console.WriteLine();

            /// <summary>Opens a door.</summary>
            [Block("Door")]
            public sealed partial record Door : Block
            {
                /// <summary>What to say at the door.</summary>
                public required string Password { get; init; }
            }
            """;
        UserProject project = await packages.CreateProjectAsync("Wrong", Wrong);
        CommandResult build = await project.BuildAsync();
        build.ExitCode.ShouldBe(1, build.ToString());
        build.Output.ShouldContain("error PREFECT018");
    }

    private static void Warehouse_is_described(string json)
    {
        using JsonDocument type = JsonDocument.Parse(json);
        type.RootElement.GetProperty("slug").GetString().ShouldBe("acme-warehouse");
        type.RootElement.GetProperty("name").GetString().ShouldBe("Acme Warehouse");
        type.RootElement.GetProperty("description").GetString().ShouldNotBeNull().ShouldContain("Where Acme keeps its orders.");
        JsonElement schema = type.RootElement.GetProperty("schema");
        schema.GetProperty("checksum").GetString().ShouldNotBeNull().ShouldStartWith("sha256:");
        JsonElement fields = schema.GetProperty("fields");
        fields.GetProperty("properties").GetProperty("port").GetProperty("default").GetInt32().ShouldBe(5439);
        fields.GetProperty("secret_fields").EnumerateArray().ShouldContain(field => field.GetString() == "token");
        fields.GetProperty("block_schema_references").GetProperty("credentials").GetProperty("block_type_slug").GetString().ShouldBe("aws-credentials");
    }
}

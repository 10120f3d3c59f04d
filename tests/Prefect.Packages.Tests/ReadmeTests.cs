using System.Text.RegularExpressions;

namespace Prefect.Packages.Tests;

[Collection<PackageCollection>]
public sealed partial class ReadmeTests(InstalledPackages packages)
{
    [Fact]
    public async Task The_first_program_of_the_readme_runs_on_the_installed_packages()
    {
        UserProject project = await packages.CreateProjectAsync("Readme", ReadmeSample.First("README.md"));
        CommandResult build = (await project.BuildAsync()).ShouldSucceed();
        build.Output.ShouldNotContain(": warning ");

        CommandResult run = (await project.RunAsync()).ShouldSucceed();

        run.Output.ShouldNotBeNullOrWhiteSpace();
        CommandResult list = (await packages.ToolAsync(project.Folder, "block", "ls", "-o", "json")).ShouldSucceed();
        list.Output.ShouldContain("credentials");

        await Trimmed_it_does_the_same(project, run.Output);
    }

    [Fact]
    public async Task Every_sample_of_the_aws_readme_compiles()
    {
        string program = ReadmeSample.Join(
            Path.Combine("integrations", "Prefect.Aws", "README.md"),
            ["Amazon.S3", "Npgsql", "Prefect.Aws", "Prefect.Blocks", "Prefect.Flows", "Prefect.Http", "System.Text.Json.Nodes"],
            """
            AwsCredentials credentials = new();
            S3Bucket bucket = null!;
            GlueJobBlock job = null!;
            EcsTask report = null!;
            string taskArn = "", jobId = "";
            Guid flowRunId, flowId, deploymentId;
            """);
        UserProject project = await packages.CreateProjectAsync("AwsSamples", program);
        (await project.AddPackageAsync("Npgsql", "10.0.0")).ShouldSucceed();
        (await project.BuildAsync()).ShouldSucceed();
    }

    [Fact]
    public async Task Every_sample_of_the_azure_readme_compiles()
    {
        string program = ReadmeSample.Join(
            Path.Combine("integrations", "Prefect.Azure", "README.md"),
            ["Azure.Core", "Microsoft.Azure.Cosmos", "Npgsql", "Prefect.Azure", "Prefect.Blocks", "Prefect.Flows", "Prefect.Http", "System.Data.Common", "System.Text.Json.Nodes"],
            """
            AzureBlobStorageCredentials credentials = new(), blobCredentials = new();
            AzureContainerInstanceCredentials aciCredentials = new();
            AzureBlobStorageContainer container = null!;
            AciJob report = null!;
            string identifier = "";
            string subscriptionId = "", identityId = "";
            Guid flowRunId, flowId;
            Store store = null!;

            internal abstract class Store
            {
                public abstract Task KeepAsync(string identifier);
            }
            """);
        UserProject project = await packages.CreateProjectAsync("AzureSamples", program, "Prefect.Azure");
        (await project.AddPackageAsync("Npgsql", "10.0.0")).ShouldSucceed();
        (await project.BuildAsync()).ShouldSucceed();
    }

    [Fact]
    public async Task Every_sample_of_the_google_cloud_readme_compiles()
    {
        string program = ReadmeSample.Join(
            Path.Combine("integrations", "Prefect.Gcp", "README.md"),
            ["Prefect.Blocks", "Prefect.Flows", "Prefect.Gcp", "Prefect.Http", "System.Data", "System.Text.Json.Nodes"],
            """
            GcpCredentials credentials = new();
            GcsBucket bucket = null!;
            CloudRunJobV2 report = null!;
            DataTable table = null!;
            IDataReader reader = null!;
            Sale[] rows = [];
            string identifier = "";
            Guid flowRunId, flowId;
            Store store = null!;

            internal sealed record Sale(string Region, decimal Amount);

            internal abstract class Store
            {
                public abstract Task KeepAsync(string identifier);
            }
            """);
        UserProject project = await packages.CreateProjectAsync("GcpSamples", program, "Prefect.Gcp");
        (await project.BuildAsync()).ShouldSucceed();
    }

    [Fact]
    public async Task Every_sample_of_the_databricks_readme_compiles()
    {
        string program = ReadmeSample.Join(
            Path.Combine("integrations", "Prefect.Databricks", "README.md"),
            ["Prefect.Blocks", "Prefect.Databricks", "System.Text.Json.Nodes"],
            """
            DatabricksCredentials credentials = null!;
            NewCluster cluster = null!;
            """);
        UserProject project = await packages.CreateProjectAsync("DatabricksSamples", program, "Prefect.Databricks");
        (await project.BuildAsync()).ShouldSucceed();
    }

    [Fact]
    public async Task Every_sample_of_the_dbt_readme_compiles()
    {
        string program = ReadmeSample.Join(
            Path.Combine("integrations", "Prefect.Dbt", "README.md"),
            ["Prefect.Blocks", "Prefect.Dbt", "Prefect.Flows", "Prefect.Sql", "System.Text.Json", "System.Text.Json.Nodes"],
            """
            DbtCloudCredentials credentials = null!;
            DbtCloudJob job = null!;
            """);
        UserProject project = await packages.CreateProjectAsync("DbtSamples", program, "Prefect.Dbt");
        (await project.BuildAsync()).ShouldSucceed();
    }

    [Fact]
    public async Task Every_sample_of_the_shell_readme_compiles()
    {
        string program = ReadmeSample.Join(
            Path.Combine("integrations", "Prefect.Shell", "README.md"),
            ["Prefect.Blocks", "Prefect.Flows", "Prefect.Shell", "System.Globalization"],
            """
            ShellOperation operation = null!;
            CancellationToken cancellationToken = default;
            """);
        UserProject project = await packages.CreateProjectAsync("ShellSamples", program, "Prefect.Shell");
        (await project.BuildAsync()).ShouldSucceed();
    }

    [Fact]
    public async Task Every_sample_of_the_snowflake_readme_compiles()
    {
        string program = ReadmeSample.Join(
            Path.Combine("integrations", "Prefect.Snowflake", "README.md"),
            ["Prefect.Blocks", "Prefect.Snowflake", "System.Data", "System.Text.Json"],
            "");
        UserProject project = await packages.CreateProjectAsync("SnowflakeSamples", program, "Prefect.Snowflake");
        (await project.BuildAsync()).ShouldSucceed();
    }

    [Fact]
    public async Task Every_sample_of_the_sql_readme_compiles()
    {
        string program = ReadmeSample.Join(
            Path.Combine("integrations", "Prefect.Sql", "README.md"),
            ["Npgsql", "Prefect.Aws", "Prefect.Azure", "Prefect.Blocks", "Prefect.Sql", "System.Data.Common", "System.Text.Json.Nodes"],
            """
            SqlAlchemyConnector sales = null!;
            DbProviderFactory mySqlFactory = null!;
            RdsIamPasswordProvider passwords = null!;
            EntraPasswordProvider others = null!;
            SqlPasswordProvider OfAzure => others.GetPasswordAsync;

            internal sealed record Port(long Id, string Name);
            """);
        UserProject project = await packages.CreateProjectAsync("SqlSamples", program, "Prefect.Sql", "Prefect.Aws", "Prefect.Azure");
        (await project.BuildAsync()).ShouldSucceed();
    }

    [Fact]
    public async Task Every_sample_of_the_readme_compiles()
    {
        IReadOnlyList<string> samples = ReadmeSample.All("README.md");
        samples.Count.ShouldBe(4, "a program, what follows it, a flow, and a block of one's own");
        UserProject project = await packages.CreateProjectAsync("ReadmeWhole", samples[0] + "\n" + samples[1]);
        packages.Workshop.Write("ReadmeWhole/Nightly.cs", samples[2]);
        packages.Workshop.Write("ReadmeWhole/WeatherService.cs", samples[3]);
        (await project.BuildAsync()).ShouldSucceed().Output.ShouldNotContain(": warning ");
    }

    private async Task Trimmed_it_does_the_same(UserProject project, string output)
    {
        string folder = Path.Combine(project.Folder, "published");
        CommandResult publish = await packages.Workshop.DotnetWithRetriesAsync(project.Folder,
            "publish", "-c", "Release", "--use-current-runtime", "--self-contained", "-p:PublishTrimmed=true",
            "-p:SuppressTrimAnalysisWarnings=false", "-p:TrimmerSingleWarn=false", "-o", folder, "-v", "q");

        publish.Output.Split('\n').Where(line => TrimWarning().IsMatch(line)).Where(line => OfOurs().IsMatch(line)).ShouldBeEmpty();
        string program = Path.Combine(folder, OperatingSystem.IsWindows() ? $"{project.Name}.exe" : project.Name);
        Directory.Delete(packages.Workshop.Home, recursive: true);
        CommandResult run = (await packages.Workshop.RunAsync(program, project.Folder)).ShouldSucceed();
        WithoutIds(run.Output).ShouldBe(WithoutIds(output));
    }

    private static string WithoutIds(string text) => Id().Replace(text, "ID");

    [GeneratedRegex(@"warning IL\d{4}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TrimWarning();

    [GeneratedRegex(@"\bPrefect\.", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OfOurs();

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id();
}

using System.Reflection;

[assembly: AssemblyMetadata("secret-reference:test-metadata", "Prefect.Blocks.Tests")]

namespace Prefect.Blocks.Tests.Secrets;

public sealed class DeclaredReferencesTests
{
    [Fact]
    public void Kind_that_a_package_declares_is_followed_and_its_resolver_made_when_it_is_needed()
    {
        int made = 0;
        SecretReferences.Declare("test-declared", () =>
        {
            made++;
            return new Answering("test-declared", "of the package");
        });
        made.ShouldBe(0);

        new SecretString("test-declared:x").Reveal().ShouldBe("of the package");
        SecretReferences.ClearCache();
        new SecretString("test-declared:x").Reveal().ShouldBe("of the package");

        made.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Resolver_of_the_program_goes_before_that_of_the_package_whichever_came_first(bool isProgramFirst)
    {
        string scheme = isProgramFirst ? "test-program-first" : "test-package-first";
        Action[] both =
        [
            () => SecretReferences.Register(new Answering(scheme, "of the program")),
            () => SecretReferences.Declare(scheme, () => new Answering(scheme, "of the package")),
        ];

        foreach (Action add in isProgramFirst ? both : both.Reverse())
        {
            add();
        }

        new SecretString($"{scheme}:x").Reveal().ShouldBe("of the program");
    }

    [Fact]
    public void Kinds_of_a_package_are_read_without_loading_it() =>
        ReferenceSchemes.In(typeof(DeclaredReferencesTests).Assembly.Location).ShouldBe(["test-metadata"]);

    [Fact]
    public void File_that_is_no_assembly_declares_nothing() =>
        ReferenceSchemes.In(Path.ChangeExtension(typeof(DeclaredReferencesTests).Assembly.Location, ".deps.json")).ShouldBeEmpty();

    [Theory]
    [InlineData("aws-sm", "Prefect.Aws")]
    [InlineData("azure-kv", "Prefect.Azure")]
    [InlineData("test-metadata", null)]
    public void Packages_that_are_built_beside_this_one_are_known_by_name(string scheme, string? package) =>
        ReferenceSchemes.PackageOf(scheme).ShouldBe(package);

    [Theory]
    [InlineData("user-name:password")]
    [InlineData("Aws-Sm:x")]
    [InlineData("aws_sm:x")]
    public void Text_that_no_package_follows_is_the_value(string text) => new SecretString(text).Reveal().ShouldBe(text);

    [Fact]
    public void Bad_arguments_are_refused()
    {
        Should.Throw<ArgumentException>(() => SecretReferences.Declare("", () => new Answering("x", "x")));
        Should.Throw<ArgumentNullException>(() => SecretReferences.Declare("test-x", null!));
    }

    private sealed class Answering(string scheme, string answer) : ISecretReferenceResolver
    {
        public string Scheme => scheme;

        public ValueTask<string> ResolveAsync(string target, CancellationToken cancellationToken) => ValueTask.FromResult(answer);
    }
}

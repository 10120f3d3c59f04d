using System.Text.Json.Nodes;

namespace Prefect.Aws.Tests;

public sealed class JmesPathTests
{
    private const string Page =
        """
        {"Contents":[
          {"Key":"a.csv","Size":10,"StorageClass":"STANDARD","Tags":["x","y"]},
          {"Key":"b.log","Size":2000,"StorageClass":"GLACIER","Tags":[]},
          {"Key":"c.csv","Size":3000,"StorageClass":"STANDARD"}],
         "Nested":[[1,2],[3],4],"Groups":[{"Items":[{"n":1},{"n":2}]},{"Items":[{"n":3}]}],"Name":"bucket"}
        """;

    [Theory]
    [InlineData("Name", "\"bucket\"")]
    [InlineData("\"Name\"", "\"bucket\"")]
    [InlineData("Missing.Field", "null")]
    [InlineData("Contents[0].Key", "\"a.csv\"")]
    [InlineData("Contents[-1].Key", "\"c.csv\"")]
    [InlineData("Contents[9]", "null")]
    [InlineData("Contents[].Key", "[\"a.csv\",\"b.log\",\"c.csv\"]")]
    [InlineData("Contents[*].Size", "[10,2000,3000]")]
    [InlineData("Contents[?Size > `1024`][].Key", "[\"b.log\",\"c.csv\"]")]
    [InlineData("Contents[?Size >= `2000` && StorageClass == 'STANDARD'].Key", "[\"c.csv\"]")]
    [InlineData("Contents[?Size < `100` || StorageClass != `\"STANDARD\"`].Key", "[\"a.csv\",\"b.log\"]")]
    [InlineData("Contents[?!(StorageClass == 'GLACIER')].Key", "[\"a.csv\",\"c.csv\"]")]
    [InlineData("Contents[?starts_with(Key, 'a')].Key", "[\"a.csv\"]")]
    [InlineData("Contents[?ends_with(Key, '.csv')].Key | [1]", "\"c.csv\"")]
    [InlineData("Contents[?contains(Key, '.l')].Key", "[\"b.log\"]")]
    [InlineData("Contents[?contains(Tags || `[]`, 'y')].Key", "[\"a.csv\"]")]
    [InlineData("length(Contents)", "3")]
    [InlineData("Contents[?length(Key) == `5`] | length(@)", "3")]
    [InlineData("Contents[?Tags].Key", "[\"a.csv\"]")]
    [InlineData("Nested[]", "[1,2,3,4]")]
    [InlineData("Groups[].Items[].n", "[1,2,3]")]
    [InlineData("Groups[*].Items[*].n", "[[1,2],[3]]")]
    [InlineData("Groups[*].Items[].n", "[1,2,3]")]
    [InlineData("Contents[0].{k: Key, s: Size}", "{\"k\":\"a.csv\",\"s\":10}")]
    [InlineData("Contents[?Key > 'b'].Key", "[\"b.log\",\"c.csv\"]")]
    [InlineData("Name == 'bucket'", "true")]
    [InlineData("Contents[?Size > 'text']", "[]")]
    public void Expressions_give_what_the_language_says(string query, string expected) =>
        Search(query, Page).ShouldBe(expected);

    [Theory]
    [InlineData("", 0)]
    [InlineData("Contents[?Size > `1024`", 23)]
    [InlineData("Contents[0:2:0]", 9)]
    [InlineData("Contents[0:1:2:3]", 14)]
    [InlineData("Contents[]]", 10)]
    [InlineData("sort_by(Contents, Size)", 0)]
    [InlineData("length(&Size)", 0)]
    [InlineData("&Size", 0)]
    [InlineData("maximum(Contents)", 0)]
    [InlineData("starts_with(Key)", 0)]
    [InlineData("not_null()", 0)]
    [InlineData("\"length\"(Contents)", 8)]
    [InlineData("Contents..Key", 9)]
    [InlineData("Contents.0", 9)]
    [InlineData("Contents.'Key'", 9)]
    [InlineData("Contents[?Key == 'open]", 17)]
    [InlineData("a # b", 2)]
    [InlineData("a = b", 2)]
    [InlineData("a && ", 5)]
    [InlineData("a b", 2)]
    [InlineData("Contents[?Size > `{`]", 17)]
    [InlineData("[a, ]", 4)]
    [InlineData("{}", 1)]
    [InlineData("{a: b, c}", 8)]
    [InlineData("{'a': b}", 1)]
    [InlineData("\"a", 0)]
    [InlineData("\"\\q\"", 0)]
    [InlineData("\"\\ud800\"", 0)]
    [InlineData("`\"\\ud800\"`", 0)]
    [InlineData("`{\"a\": 1, \"a\": 2}`", 0)]
    [InlineData("`[\"a\"", 0)]
    [InlineData("a[-]", 2)]
    [InlineData("*a", 1)]
    [InlineData("foo[*]bar", 6)]
    public void What_is_no_expression_is_refused_with_its_place(string query, int position)
    {
        JmesPathException exception = Should.Throw<JmesPathException>(() => new JmesPathQuery(query));

        exception.Position.ShouldBe(position);
        exception.Message.ShouldContain("JMESPath");
    }

    [Fact]
    public void An_unknown_function_is_refused_with_the_known_ones() =>
        Should.Throw<JmesPathException>(() => new JmesPathQuery("sort_on(a, &b)")).Message.ShouldContain("sort_by");

    [Fact]
    public void Deep_nesting_is_refused_rather_than_ending_the_process() =>
        Should.Throw<JmesPathException>(() => new JmesPathQuery(new string('(', 4_000))).Message.ShouldContain("nests deeper");

    [Fact]
    public void Long_chain_is_refused_rather_than_ending_the_process() =>
        Should.Throw<JmesPathException>(() => new S3ObjectFilter("Contents" + string.Concat(Enumerable.Repeat(".a", 100_000)))).Message.ShouldContain("longer than");

    [Fact]
    public void A_query_must_yield_objects_of_the_page()
    {
        S3ObjectInfo[] page = [new("a", 1, DateTimeOffset.UnixEpoch, "t", "STANDARD"), new("b", 2, null, null, null)];

        new S3ObjectFilter("Contents[?Size > `1`]").Apply(page).ShouldBe([page[1]]);
        new S3ObjectFilter("Contents[?LastModified >= '1970']").Apply(page).ShouldBe([page[0]]);
        new S3ObjectFilter("CommonPrefixes").Apply(page).ShouldBeEmpty();
        Should.Throw<JmesPathException>(() => new S3ObjectFilter("Contents[].Key").Apply(page).ToList());
        Should.Throw<JmesPathException>(() => new S3ObjectFilter("KeyCount").Apply(page).ToList());
    }

    [Theory]
    [InlineData("a", ".a")]
    [InlineData("a", "[]")]
    [InlineData("a", "[0]")]
    [InlineData("a", "||b")]
    [InlineData("a", "|a")]
    [InlineData("a", "==a")]
    public void The_longest_query_fits_the_stack_of_a_thread(string first, string next)
    {
        string query = first + string.Concat(Enumerable.Repeat(next, (4096 - first.Length) / next.Length));
        JsonNode? data = JsonNode.Parse("""{"a":[[1]]}""");
        Thread thread = new(() => new JmesPathQuery(query).Search(data), maxStackSize: 1024 * 1024);

        thread.Start();
        thread.Join();
    }

    [Theory]
    [InlineData("!")]
    [InlineData("(")]
    [InlineData("[")]
    [InlineData("a[?")]
    [InlineData("a.*.")]
    [InlineData("{a:")]
    [InlineData("length(")]
    [InlineData("a[*].")]
    public void Nesting_is_refused_before_it_ends_the_process(string part) =>
        Should.Throw<JmesPathException>(() => new JmesPathQuery(string.Concat(Enumerable.Repeat(part, 4096 / part.Length)))).Message.ShouldContain("JMESPath");

    private static string Search(string query, string data) => JmesValue.Json(new JmesPathQuery(query).Search(JsonNode.Parse(data)));
}

using System.Text;
using Prefect.Testing;

namespace Prefect.Testing.Tests;

/// <summary>Requests and signatures that the vendor published, so that the verifier cannot be wrong in the same way as a client.</summary>
public sealed class SignatureVerifierTests
{
    private const string SuiteToken = "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267";
    private static readonly AwsKey s_suiteKey = new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    private static readonly AwsKey s_storeKey = new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    private static readonly DateTimeOffset s_suiteTime = new(2015, 8, 30, 12, 36, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_storeTime = new(2013, 5, 24, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string, string[], string> Suite => new()
    {
        { "GET", "/", [], "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31" },
        { "POST", "/", [], "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b" },
        { "GET", "/?Param2=value2&Param1=value1", [], "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500" },
        { "GET", "/?Param-3=Value3&Param=Value2&%E1%88%B4=Value1", [], "371d3713e185cc334048618a97f809c9ffe339c62934c032af5a0e595648fcac" },
        { "GET", "/?\u1234=bar", [], "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04" },
        { "GET", "/\u1234", [], "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85" },
        { "GET", "/example space/", [], "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741" },
        { "GET", "//example//", [], "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84" },
        { "GET", "/example1/example2/../..", [], "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31" },
        { "GET", "/", ["My-Header1: value1", "My-Header2: \"a   b   c\""], "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736" },
        { "GET", "/", ["My-Header1: value2", "My-Header1: value2", "My-Header1: value1"], "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea" },
        { "GET", "/", ["My-Header1: value1", "My-Header1: value2", "My-Header1: value3"], "ba17b383a53190154eb5fa66a1b836cc297cc0a3d70a5d00705980573d8ff790" },
    };

    public static TheoryData<string, string, string[], string, string> Store => new()
    {
        { "GET", "/test.txt", ["Range: bytes=0-9"], "", "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41" },
        {
            "PUT", "/test%24file.text", ["Date: Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class: REDUCED_REDUNDANCY"], "Welcome to Amazon S3.",
            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"
        },
        { "GET", "/?lifecycle", [], "", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543" },
        { "GET", "/?max-keys=2&prefix=J", [], "", "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7" },
    };

    [Theory]
    [MemberData(nameof(Suite))]
    public void The_vendors_suite_verifies(string method, string target, string[] headers, string signature) =>
        VerifySuite(s_suiteKey, method, target, headers, signature).ShouldSatisfyAllConditions(
            result => result.Detail.ShouldBeEmpty(),
            result => result.IsValid.ShouldBeTrue());

    [Fact]
    public void A_session_token_is_covered() =>
        VerifySuite(
            s_suiteKey with { SessionToken = SuiteToken }, "GET", "/", [$"X-Amz-Security-Token: {SuiteToken}"],
            "07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8").Detail.ShouldBeEmpty();

    [Fact]
    public void A_form_and_its_hash_are_covered()
    {
        const string Hash = "9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e";
        string[] headers = ["Content-Type: application/x-www-form-urlencoded", "Content-Length: 13", $"x-amz-content-sha256: {Hash}"];

        VerifySuite(s_suiteKey, "POST", "/", headers, "d3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b", "Param1=value1").Detail.ShouldBeEmpty();
        VerifySuite(s_suiteKey, "POST", "/", headers, "d3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b", "Param1=value2")
            .Problem.ShouldBe(SignatureProblem.WrongPayload);
    }

    [Theory]
    [MemberData(nameof(Store))]
    public void The_vendors_examples_for_Amazon_S3_verify(string method, string target, string[] headers, string body, string signature) =>
        VerifyStore(method, target, [.. headers, $"x-amz-content-sha256: {CanonicalRequest.Hash(Encoding.UTF8.GetBytes(body))}"], Encoding.UTF8.GetBytes(body), signature)
            .Detail.ShouldBeEmpty();

    [Fact]
    public void An_address_that_was_signed_beforehand_verifies_until_it_runs_out()
    {
        const string Address = "https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256"
            + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400"
            + "&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";

        AwsSignature.OfAddress(Address, s_storeKey, new ManualClock(s_storeTime.AddHours(23))).Detail.ShouldBeEmpty();
        AwsSignature.OfAddress(Address, s_storeKey, new ManualClock(s_storeTime.AddHours(25))).Problem.ShouldBe(SignatureProblem.Expired);
        AwsSignature.OfAddress(Address.Replace("test.txt", "best.txt", StringComparison.Ordinal), s_storeKey, new ManualClock(s_storeTime))
            .Problem.ShouldBe(SignatureProblem.Mismatch);
    }

    [Fact]
    public void A_session_token_in_an_address_is_covered()
    {
        const string Address = "example.amazonaws.com/?X-Amz-Algorithm=AWS4-HMAC-SHA256"
            + "&X-Amz-Credential=AKIDEXAMPLE%2F20150830%2Fus-east-1%2Fservice%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-SignedHeaders=host"
            + "&X-Amz-Expires=3600&X-Amz-Security-Token=" + SuiteToken
            + "&X-Amz-Signature=7ff2b50b376cb4d151970630573d6291dc128cc5c2a12ffb237f73cc53f67b6c";

        AwsSignature.OfAddress(Address, s_suiteKey with { SessionToken = SuiteToken }, new ManualClock(s_suiteTime)).Detail.ShouldBeEmpty();
    }

    [Fact]
    public void An_upload_in_pieces_is_verified_piece_by_piece()
    {
        string[] signatures =
        [
            "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
            "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
            "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9",
        ];
        byte[] body = Encoding.ASCII.GetBytes(string.Concat(
            new[] { 65536, 1024, 0 }.Zip(signatures, (size, signature) => $"{size:x};chunk-signature={signature}\r\n{new string('a', size)}\r\n")));
        string[] headers =
        [
            "x-amz-storage-class: REDUCED_REDUNDANCY", "Content-Encoding: aws-chunked", "x-amz-decoded-content-length: 66560", "Content-Length: 66824",
            "x-amz-content-sha256: STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
        ];
        byte[] changed = [.. body];
        changed[70_000 - 4_000]++;

        AwsSignature Verify(byte[] content) => VerifyStore(
            "PUT", "/examplebucket/chunkObject.txt", headers, content, "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9", "s3.amazonaws.com");

        body.Length.ShouldBe(66_824);
        Verify(body).Detail.ShouldBeEmpty();
        Verify(changed).Problem.ShouldBe(SignatureProblem.WrongPayload);
        ChunkedPayload.Decode(body, "STREAMING-AWS4-HMAC-SHA256-PAYLOAD").Length.ShouldBe(66_560);
    }

    [Theory]
    [InlineData("authorization", SignatureProblem.Missing)]
    [InlineData("x-amz-date", SignatureProblem.Incomplete)]
    [InlineData("host", SignatureProblem.Incomplete)]
    public void What_must_be_there_must_be_there(string without, SignatureProblem problem)
    {
        WireRequest request = Request(s_suiteTime, "service", "GET", "/", ["Host: example.amazonaws.com"], [], Suite.First().Data.Item4);

        Verifier(s_suiteKey, s_suiteTime).Verify(request with
        {
            Headers = [.. request.Headers.Where(header => !header.Name.Equals(without, StringComparison.OrdinalIgnoreCase))],
        }).Problem.ShouldBe(problem);
    }

    [Fact]
    public void A_header_of_the_vendor_must_be_signed()
    {
        WireRequest request = Request(s_suiteTime, "service", "GET", "/", ["Host: example.amazonaws.com"], [], Suite.First().Data.Item4);

        Verifier(s_suiteKey, s_suiteTime).Verify(request with { Headers = [.. request.Headers, ("X-Amz-Target", "Glue.Anything")] })
            .Problem.ShouldBe(SignatureProblem.Incomplete);
    }

    [Fact]
    public void Another_key_another_time_and_another_token_are_refused()
    {
        WireRequest request = Request(s_suiteTime, "service", "GET", "/", ["Host: example.amazonaws.com"], [], Suite.First().Data.Item4);

        Verifier(s_suiteKey, s_suiteTime).Verify(request).Problem.ShouldBe(SignatureProblem.None);
        Verifier(s_storeKey, s_suiteTime).Verify(request).Problem.ShouldBe(SignatureProblem.UnknownKey);
        Verifier(s_suiteKey with { SecretAccessKey = "other" }, s_suiteTime).Verify(request).Problem.ShouldBe(SignatureProblem.Mismatch);
        Verifier(s_suiteKey with { SessionToken = "token" }, s_suiteTime).Verify(request).Problem.ShouldBe(SignatureProblem.WrongToken);
        Verifier(s_suiteKey, s_suiteTime.AddMinutes(6)).Verify(request).Problem.ShouldBe(SignatureProblem.Expired);
        Verifier(s_suiteKey, s_suiteTime.AddMinutes(-6)).Verify(request).Problem.ShouldBe(SignatureProblem.Expired);
    }

    private static AwsSignature VerifySuite(AwsKey key, string method, string target, string[] headers, string signature, string body = "") =>
        Verifier(key, s_suiteTime).Verify(Request(
            s_suiteTime, "service", method, target, ["Host: example.amazonaws.com", .. headers], Encoding.UTF8.GetBytes(body), signature));

    private static AwsSignature VerifyStore(
        string method, string target, string[] headers, byte[] body, string signature, string host = "examplebucket.s3.amazonaws.com") =>
        Verifier(s_storeKey, s_storeTime).Verify(Request(s_storeTime, "s3", method, target, [$"Host: {host}", .. headers], body, signature));

    private static SignatureVerifier Verifier(AwsKey key, DateTimeOffset now) => new(id => id == key.AccessKeyId ? key : null, new ManualClock(now));

    private static WireRequest Request(
        DateTimeOffset time, string service, string method, string target, string[] headers, byte[] body, string signature)
    {
        (string Name, string Value)[] all =
        [
            .. headers.Select(header => header.Split(':', 2)).Select(pair => (pair[0], pair[1].Trim())),
            ("X-Amz-Date", time.ToString(SignatureClaim.DateFormat)),
        ];
        string signed = string.Join(';', all.Select(header => header.Name.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal));
        AwsKey key = service == "s3" ? s_storeKey : s_suiteKey;
        string authorization =
            $"AWS4-HMAC-SHA256 Credential={key.AccessKeyId}/{time:yyyyMMdd}/us-east-1/{service}/aws4_request, SignedHeaders={signed}, Signature={signature}";
        return new WireRequest(method, target, [.. all, ("Authorization", authorization)], body);
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using Prefect.Azure;
using Prefect.AzureWorker;
using Prefect.Blocks;

// A program for tests that need a process of their own, because of its environment. The properties of blocks are read from the input.
//   blob NAME TIMES      writes a blob of the container "landing", and reads it, so often at once
//   check KIND           probes credentials: blob, ml, aci, or the job "job"
//   secret REFERENCE     follows a reference
//   password CONNECTION  makes the password of a connection, and says its digest
JsonObject given = (JsonObject)JsonNode.Parse(await Console.In.ReadToEndAsync())!;
return args switch
{
    ["blob", string name, string times] => await Attempt.RunAsync(() => BlobDay.RunAsync(Blocks.Blob(given), name, int.Parse(times, CultureInfo.InvariantCulture))),
    ["check", string kind] => await Attempt.RunAsync(() => Blocks.CheckAsync(kind, given)),
    ["secret", string reference] => await Attempt.RunAsync(() => new SecretString(reference).RevealAsync().AsTask()),
    ["password", string connection] => await Attempt.RunAsync(() => Passwords.DigestAsync(connection)),
    _ => 64,
};

using Prefect.AwsWorker;

// A program for tests that need a process of their own: because they kill it, or because of its environment.
//   glue ADDRESS KEY-ID DAY     runs the job of a day
//   read TIMES [BLOCK]          reads a secret; BLOCK is the JSON of AwsCredentials, without which nothing is set
return args switch
{
    ["glue", string address, string key, string day] => await GlueDay.RunAsync(address, key, day),
    ["read", string times] => await SecretReading.RunAsync(int.Parse(times, null), "{}"),
    ["read", string times, string block] => await SecretReading.RunAsync(int.Parse(times, null), block),
    _ => 64,
};

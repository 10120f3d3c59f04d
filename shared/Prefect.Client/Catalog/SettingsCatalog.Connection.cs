namespace Prefect.Client;

public static partial class SettingsCatalog
{
    private static SettingDefinition[] ConnectionSettings() =>
    [
        Define("home", SettingType.Path, "~/.prefect", "Folder of everything Prefect keeps on this machine."),
        Define("profiles_path", SettingType.Path, null, "File that holds the profiles; profiles.toml in the home folder unless set."),
        Define("debug_mode", SettingType.Boolean, "false", "Turns on debug logging everywhere."),
        Define("ui_url", SettingType.Url, null, "Address of the web interface; derived from the API's address unless set.", optional: true),
        Define("silence_api_url_misconfiguration", SettingType.Boolean, "false", "Silences the warning about an API address that looks mistyped."),
        Define("api.url", SettingType.Url, null, "Address of the Prefect API; without one the embedded store is used.", optional: true),
        Define("api.auth_string", SettingType.Text, null, "User and password, as user:password, for a self-hosted server.", optional: true, secret: true),
        Define("api.key", SettingType.Text, null, "API key for Prefect Cloud.", optional: true, secret: true),
        Define("api.tls_insecure_skip_verify", SettingType.Boolean, "false", "Accepts any TLS certificate of the API; for trials only."),
        Define("api.ssl_cert_file", SettingType.Path, null, "PEM file of certificate authorities to trust for the API; SSL_CERT_FILE unless set.", optional: true),
        Define("api.enable_http2", SettingType.Boolean, "false", "Speaks HTTP/2 with an API that offers it."),
        Define("api.request_timeout", SettingType.Number, "60", "Seconds to wait for an answer of the API.", minimum: 0),
        Define("cli.colors", SettingType.Boolean, "true", "Prints in colour."),
        Define("cli.prompt", SettingType.Boolean, null, "Asks questions on the terminal; decided by the terminal unless set.", optional: true),
        Define("cli.wrap_lines", SettingType.Boolean, "true", "Wraps long lines of output."),
        Define("client.metrics.enabled", SettingType.Boolean, "false", "Serves Prometheus metrics of the client.", alias: "PREFECT_CLIENT_ENABLE_METRICS"),
        Define("client.metrics.port", SettingType.WholeNumber, "4201", "Port of the client's Prometheus metrics."),
        Define("client.max_retries", SettingType.WholeNumber, "5", "How often a failed request is repeated; 0 for never.", minimum: 0),
        Define("client.retry_jitter_factor", SettingType.Number, "0.2", "How much chance is added to the wait between repeated requests; 0 for none.", minimum: 0),
        Define("client.retry_extra_codes", SettingType.NumberList, null, "Status codes to repeat a request on, besides 429, 502 and 503.", optional: true, minimum: 100, maximum: 599),
        Define("client.csrf_support_enabled", SettingType.Boolean, "true", "Fetches and sends the token a server asks for against forged requests."),
        Define("client.custom_headers", SettingType.Map, null, "Headers added to every request, as a JSON object.", optional: true, secret: true),
        Define("client.server_version_check_enabled", SettingType.Boolean, "true", "Compares versions with the server once per client."),
        Define("cloud.api_url", SettingType.Url, "https://api.prefect.cloud/api", "Address of the API of Prefect Cloud."),
        Define("cloud.enable_orchestration_telemetry", SettingType.Boolean, "true", "Lets Prefect Cloud receive telemetry about runs."),
        Define("cloud.max_log_size", SettingType.WholeNumber, "25000", "Longest log message, in characters, that is sent to Prefect Cloud."),
        Define("cloud.ui_url", SettingType.Url, null, "Address of the web interface of Prefect Cloud; derived from its API's address unless set.", optional: true),
    ];
}

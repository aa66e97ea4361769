-- With the material of an application goes the alias that ties its history to it.

GRANT DELETE ON keys.application_alias TO clara_config, clara_sync;

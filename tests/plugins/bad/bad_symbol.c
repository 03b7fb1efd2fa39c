/* SPDX-License-Identifier: Apache-2.0
 *
 * Has no entry.
 */
#include "planonce/plugin.h"

static int planonce_plugin_entrance(void) {
    return 0;
}

int (*const hidden_by_default)(void) = planonce_plugin_entrance;
